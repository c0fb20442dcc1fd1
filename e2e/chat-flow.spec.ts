import type { Page } from '@playwright/test'
import { keepPictures } from './support/looks'
import type { Person } from './support/person'
import { expect, meet, test } from './support/test'

/** How far the log stands above its end, in px; less than one is at the end. */
function shortOfEnd({ log }: Person): Promise<number> {
  return log.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)
}

async function fillLog(ann: Person, bob: Person): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await bob.send(
      `A message of some length, so that it takes more than one line on a phone, number ${round}`,
    )
    await ann.send(
      `An answer of one's own that is about as long and takes just as many lines, number ${round}`,
    )
  }
  await expect(ann.messages).toHaveCount(8)
  await expect(bob.messages).toHaveCount(8)
}

const draftOf = (person: Person) => person.page.getByRole('region', { name: 'Your unsent words' })
const wordsOf = (person: Person) => draftOf(person).getByRole('textbox', { name: 'What you had typed' })

test('the end of a conversation hides none of its last messages', async ({ people }, info) => {
  const [ann, bob] = await people.pair()
  await fillLog(ann, bob)
  await expect(ann.messages.last()).toContainText('Delivered')
  await ann.send('the very last words, which are one’s own')
  await ann.button('Leave').click()
  for (const [person, heading] of [
    [ann, 'You left'],
    [bob, 'Your partner has left'],
  ] as const) {
    await expect(person.heading(heading)).toBeVisible()
    await expect.poll(() => shortOfEnd(person)).toBeLessThan(1)
    await expect(person.messages.last()).toBeInViewport({ ratio: 1 })
  }
  await keepPictures(ann.page, 'ended', info)
})

test(
  'the end of a conversation hides nothing of a log that only just fills its box',
  { tag: '@once' },
  async ({ people }) => {
    const [ann] = await people.pair()
    const overflow = () => ann.log.evaluate((box) => box.scrollHeight - box.clientHeight)
    while ((await overflow()) === 0) await ann.send('one more')
    await expect(ann.messages.last()).toContainText('Delivered')
    // Without what stands below it the log would be shown whole.
    const fit = async () => {
      const { width, height } = ann.page.viewportSize() ?? { width: 0, height: 0 }
      const before = await overflow()
      if (before !== 56) await ann.page.setViewportSize({ width, height: height + before - 56 })
      return before
    }
    await expect.poll(fit).toBe(56)
    await ann.button('Leave').click()
    await expect(ann.heading('You left')).toBeVisible()
    await expect.poll(() => shortOfEnd(ann)).toBeLessThan(1)
  },
)

test('the log stays at its end when what can be seen becomes higher or lower', async ({ people }) => {
  const [ann, bob] = await people.pair()
  await fillLog(ann, bob)
  const size = ann.page.viewportSize() ?? { width: 0, height: 0 }
  for (const height of [size.height - 300, size.height, size.height - 140, size.height]) {
    await ann.page.setViewportSize({ ...size, height })
    await expect.poll(() => shortOfEnd(ann)).toBeLessThan(1)
  }
  await ann.log.evaluate((box) => box.scrollTo({ top: 0 }))
  await ann.page.setViewportSize({ ...size, height: size.height - 200 })
  await bob.send('while Ann reads further up')
  await expect(ann.button('1 new message')).toBeVisible()
  expect(await shortOfEnd(ann)).toBeGreaterThan(100)
})

test('what was typed can be copied after Esc and after Next, and is in no other composer', async ({
  people,
}, info) => {
  const [ann, bob] = await people.pair()
  await ann.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await ann.composer.fill('half a thought')
  await bob.composer.fill('what Bob was about to say')
  await ann.page.clock.install()
  await ann.page.keyboard.press('Escape')
  await expect(wordsOf(ann)).toHaveValue('half a thought')
  await expect(wordsOf(bob)).toHaveValue('what Bob was about to say')
  await keepPictures(ann.page, 'draft at the end', info)
  await draftOf(ann).getByRole('button', { name: 'Copy' }).click()
  await expect(draftOf(ann).getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await ann.page.evaluate(() => navigator.clipboard.readText())).toBe('half a thought')

  await draftOf(bob).getByRole('button', { name: 'Dismiss' }).click()
  await expect(draftOf(bob)).toBeHidden()
  await expect(bob.button('Meet somebody new')).toBeFocused()

  await ann.button('Meet somebody new').click()
  await expect(ann.heading('Looking for somebody')).toBeVisible()
  await expect(wordsOf(ann)).toHaveValue('half a thought')
  await keepPictures(ann.page, 'draft while looking', info)
  await draftOf(ann).getByRole('button').first().focus()
  const cem = await people.welcome()
  await cem.startButton.click()
  await expect(ann.composer).toHaveValue('')
  await expect(wordsOf(ann)).toHaveValue('half a thought')
  await keepPictures(ann.page, 'draft in the next conversation', info)
  await expect(draftOf(ann)).toBeVisible()
  await ann.page.clock.fastForward(20_000)
  await expect(draftOf(ann)).toBeHidden()
})

test('keys typed while the partner leaves press no button', { tag: '@once' }, async ({ people }) => {
  const [ann, bob] = await people.pair()
  const typing = bob.composer.pressSequentially(
    'I live near the big lake in the north. It is a quiet place, and then',
    {
      delay: 80,
    },
  )
  await expect(bob.composer).toHaveValue(/^I live/)
  await ann.page.keyboard.press('Escape')
  await typing
  await expect(bob.heading('Your partner has left')).toBeVisible()
  await expect(wordsOf(bob)).toHaveValue(/^I live/)
})

test('a typed interest counts, shared interests are shown, and an opener begins', async ({
  people,
}, info) => {
  const [ann, bob] = await Promise.all([people.welcome(), people.welcome()])
  await keepPictures(ann.page, 'start', info)
  await ann.button('Add music').click()
  await expect(ann.page.getByRole('list', { name: 'Your interests' })).toContainText('music')
  await expect(ann.button('Add music')).toBeHidden()
  await ann.page.getByLabel('Anything you would like to talk about').fill('Night trains')
  await bob.page.getByLabel('Anything you would like to talk about').fill('night TRAINS')
  await expect(ann.startButton).toBeInViewport({ ratio: 1 })
  await keepPictures(ann.page, 'start with interests', info)
  await meet([ann, bob])
  await expect(ann.log).toContainText('You both like Night trains.')
  await expect(bob.log).toContainText('You both like night TRAINS.')
  await ann.page.reload()
  await expect(ann.log).toContainText('You both like Night trains.')

  const openers = ann.page.getByRole('list', { name: 'Ways to begin' })
  await expect(openers.getByRole('button')).toHaveCount(3)
  await keepPictures(ann.page, 'openers', info)
  const words = await openers.getByRole('button').first().textContent()
  await openers.getByRole('button').first().click()
  await expect(ann.composer).toHaveValue(words ?? '')
  await expect(ann.composer).toBeFocused()
  await ann.composer.press('Enter')
  await expect(bob.messages).toHaveText([`Stranger: ${words}`])
  for (const { page } of [ann, bob])
    await expect(page.getByRole('list', { name: 'Ways to begin' })).toBeHidden()
})

test(
  'the pages for a missing page and a missing network have titles of their own',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    guest.forgive(/404/)
    await guest.page.goto('/no-such-page')
    await expect(guest.page).toHaveTitle('Nobody here · Omegoo')
    await guest.page.goto('/offline')
    await expect(guest.page).toHaveTitle('No connection · Omegoo')
  },
)

test('the landing page leads to signing in, and signing in to a new account', async ({ people }, info) => {
  const guest = await people.invite()
  await guest.page.goto('/')
  await keepPictures(guest.page, 'landing', info)
  expect(await hanging(guest.page)).toEqual([])
  await guest.page.getByRole('link', { name: 'Sign in' }).click()
  await expect(guest.heading('Sign in')).toBeVisible()
  await keepPictures(guest.page, 'sign in', info)
  await guest.page.getByRole('link', { name: 'Create an account' }).click()
  await expect(guest.heading('Before you start')).toBeVisible()
  await guest.answerGate('25')
  await expect(guest.page).toHaveURL('/settings#email')
  await expect(guest.heading('E-mail and password')).toBeInViewport()
  await keepPictures(guest.page, 'settings', info)
  await guest.page.goto('/')
  await expect(guest.page.getByRole('link', { name: 'Settings' })).toBeVisible()
})

/** Promises whose text does not begin right below their title. */
function hanging(page: Page): Promise<readonly string[]> {
  return page.locator('dl > div').evaluateAll((all) =>
    all
      .filter((item) => {
        const [title, text] = [item.querySelector('dt'), item.querySelector('dd')]
        if (!title || !text) return true
        return text.getBoundingClientRect().top - title.getBoundingClientRect().bottom > 6
      })
      .map((item) => item.textContent),
  )
}

test(
  'a message of nothing but tags is not sent, and the field says why',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.composer.fill('<b></b>')
    await ann.composer.press('Enter')
    await expect(ann.page.getByText('nothing would be left of this one')).toBeVisible()
    await expect(ann.composer).toHaveValue('<b></b>')
    await ann.send('<b>bold</b> as ever')
    await expect(ann.page.getByText('nothing would be left of this one')).toBeHidden()
    await expect(bob.messages).toHaveText(['Stranger: bold as ever'])
  },
)

test('staying in touch is told to neither until both want it', async ({ people }, info) => {
  const [ann, bob] = await people.pair()
  await ann.send('hello')
  await expect(bob.messages).toHaveCount(1)
  await ann.button('Stay in touch').click()
  await expect(ann.page.getByText('Your partner learns of this only if they want')).toBeVisible()
  await expect(bob.button('Stay in touch')).toBeVisible()
  await expect(bob.page.getByText('stay in touch too')).toBeHidden()
  await keepPictures(ann.page, 'stay in touch, one wants it', info)

  await ann.button('Leave').click()
  await expect(bob.heading('Your partner has left')).toBeVisible()
  await keepPictures(bob.page, 'stay in touch, after the end', info)
  await bob.button('Stay in touch').click()
  for (const { page } of [ann, bob]) {
    const link = page.getByRole('link', { name: 'Open your conversation' })
    await expect(link).toHaveAttribute('href', /^\/messages\/[0-9a-f-]{36}$/)
  }
  await keepPictures(ann.page, 'stay in touch, both want it', info)
})
