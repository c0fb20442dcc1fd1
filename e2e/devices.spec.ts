import { keepPictures } from './support/looks'
import { expect, meet, test } from './support/test'

/** Resolved to this machine by the browser's settings, and no secure context over plain http. */
const lan = (url: string) => url.replace('localhost', 'omegoo.lan')

test(
  'over plain http in a local network people register, talk and send',
  { tag: '@once' },
  async ({ people, site }) => {
    const options = { baseURL: lan(site.url) }
    const [ann, bob] = [await people.invite(options), await people.invite(options)] as const
    for (const [person, age] of [
      [ann, '٢٥'],
      [bob, '２５'],
    ] as const) {
      // Chromium says of this header alone that it does without.
      person.forgive(/Cross-Origin-Opener-Policy/)
      await person.page.goto('/chat')
      expect(await person.page.evaluate(() => isSecureContext)).toBe(false)
      await person.answerGate(age)
      await expect(person.startButton).toBeVisible()
    }
    await meet([ann, bob])
    await ann.send('hello from the kitchen')
    await expect(bob.messages.filter({ hasText: 'hello from the kitchen' })).toBeVisible()
    await expect(ann.composer).toHaveValue('')
  },
)

test(
  'a form sent before its script has come puts nothing into the address, and leads back',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite({ javaScriptEnabled: false })
    await guest.page.goto('/sign-in?next=/settings')
    await guest.page.getByLabel('E-mail address').fill('ann@example.org')
    await guest.page.getByLabel('Password').fill('a secret of hers')
    const posted = guest.page.waitForRequest((request) => request.method() === 'POST')
    await guest.button('Sign in').click()
    expect((await posted).url()).not.toMatch(/ann|secret/)
    await expect(guest.heading('Sign in')).toBeVisible()
    expect(new URL(guest.page.url()).pathname).toBe('/sign-in')
    expect(guest.page.url()).not.toMatch(/ann|secret/)
  },
)

test('no form of any page sends by its address', { tag: '@once' }, async ({ people }) => {
  const guest = await people.welcome()
  guest.forgive(/validate-reset-token/)
  for (const path of [
    '/sign-in',
    '/forgot-password',
    '/reset-password#token=x',
    '/settings',
    '/gate',
    '/playground',
  ]) {
    await guest.page.goto(path)
    await expect(guest.page.locator('form, main').first()).toBeVisible()
    const methods = await guest.page
      .locator('form')
      .evaluateAll((all) => all.map((one) => (one as HTMLFormElement).method))
    expect(
      methods.filter((method) => method !== 'post'),
      path,
    ).toEqual([])
  }
})

test(
  'a button that is tapped before the scripts of its page have come does what it says',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.invite()
    await ann.register()
    const held = Promise.withResolvers<void>()
    await ann.page.route('**/_next/static/**/*.js', async (route) => {
      await held.promise
      await route.continue()
    })
    await ann.page.goto('/chat', { waitUntil: 'commit' })
    await ann.startButton.click()
    held.resolve()
    await expect(ann.heading('Looking for somebody')).toBeVisible()
    await ann.button('Stop looking').click()
    await expect(ann.startButton).toBeVisible()
  },
)

test(
  'a device that reports no network, and an input method as Safari reports it',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = [await people.invite(), await people.welcome()] as const
    await ann.register()
    await ann.context.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }))
    await ann.page.goto('/chat')
    await meet([ann, bob])
    await ann.page.evaluate(() => window.dispatchEvent(new Event('offline')))

    await ann.composer.fill('half a wor')
    for (const key of ['Enter', 'Escape']) {
      await ann.composer.evaluate((field, pressed) => {
        const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true })
        Object.defineProperty(event, 'keyCode', { get: () => 229 })
        field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
        field.dispatchEvent(event)
      }, key)
    }
    await expect(ann.composer).toHaveValue('half a wor')
    await ann.composer.fill('half a word')
    await ann.composer.press('Enter')
    await expect(bob.messages.filter({ hasText: 'half a word' })).toBeVisible()
    await expect(ann.page.getByText('You are offline.')).toBeHidden()
  },
)

test(
  'signing in to another account in another tab is shown in this one',
  { tag: '@once' },
  async ({ people }, info) => {
    const ann = await people.welcome()
    const tab = await ann.openTab()
    const email = `${info.project.name}-${Date.now()}@example.org`
    const password = 'a password to keep'
    const made = await (
      await people.invite()
    ).context.request.post('/api/auth/register', {
      data: {
        age: 30,
        termsAccepted: true,
        privacyAccepted: true,
        email,
        password,
        deviceFingerprint: crypto.randomUUID(),
      },
    })
    expect(made.ok()).toBe(true)
    await tab.page.goto('/sign-in')
    await tab.page.getByLabel('E-mail address').fill(email)
    await tab.page.getByLabel('Password').fill(password)
    await tab.button('Sign in').click()
    await expect(tab.startButton).toBeVisible()

    await expect(ann.heading('Somebody else is signed in now')).toBeVisible()
    await keepPictures(ann.page, 'another account', info)
    await ann.button('Load this page anew').first().click()
    await expect(ann.startButton).toBeVisible()
  },
)

test(
  'interests part at the commas of every keyboard, without key events and from a pasted list',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.welcome()
    const field = ann.page.getByLabel('Anything you would like to talk about')
    const list = ann.page.getByRole('list', { name: 'Your interests' })
    await field.focus()
    await ann.page.keyboard.insertText('mu,')
    await ann.page.keyboard.insertText('أفلام،')
    await expect(list.getByRole('listitem')).toHaveText(['mu', 'أفلام'])
    await field.evaluate((input) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', 'tea\ncoffee; a walk in the park')
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await expect(list.getByRole('listitem')).toHaveText(['mu', 'أفلام', 'tea', 'coffee', 'a walk in the park'])
    await expect(field).toHaveValue('')
  },
)
