import type { Locator, Page, TestInfo } from '@playwright/test'
import { inspect, keepPictures, violationsOn } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { shiftsOf, watchShifts } from './support/stillness'
import { expect, test } from './support/test'

const SHIFT_ALLOWED = 0.05
const A_MONTH_SECONDS = 30 * 24 * 60 * 60
const html = (person: Person) => person.page.locator('html')
const choice = (person: Person) => person.page.getByRole('combobox')
const button = (person: Person, name: string) => person.page.getByRole('button', { name, exact: true })

/** A person whose browser asks for Hindi, or Arabic, and who has come through the gate. */
async function comeIn(person: Person, go: string): Promise<void> {
  await person.register()
  await person.page.goto('/chat')
  await expect(button(person, go)).toBeVisible()
}

const HINDI = {
  go: 'बात शुरू करें',
  field: 'आपका मैसेज',
  log: 'बातचीत',
  delivered: 'पहुँच गया',
} as const
const ARABIC = { go: 'ابدأ التحدث', field: 'رسالتك', log: 'المحادثة' } as const

function fieldOf(person: Person, name: string): Locator {
  return person.page.getByRole('textbox', { name, exact: true })
}

function messagesOf(person: Person, log: string): Locator {
  return person.page.getByRole('log', { name: log }).getByRole('listitem')
}

for (const { asks, lang, dir, title } of [
  { asks: 'hi-IN', lang: 'hi', dir: 'ltr', title: 'उससे बात करें जिससे आप कभी नहीं मिले।' },
  { asks: 'ar-EG', lang: 'ar', dir: 'rtl', title: 'تحدّث مع شخص لم تقابله من قبل.' },
  { asks: 'fr-FR', lang: 'en', dir: 'ltr', title: 'Talk to somebody you have never met.' },
]) {
  test(
    `a browser that asks for ${asks} is first answered in ${lang}`,
    { tag: '@once' },
    async ({ people }) => {
      const guest = await people.invite({ locale: asks })
      await guest.page.goto('/')
      await expect(html(guest)).toHaveAttribute('lang', lang)
      await expect(html(guest)).toHaveAttribute('dir', dir)
      await expect(guest.heading(title)).toBeVisible()
      await expect(choice(guest)).toHaveValue(lang)
      expect(await guest.context.cookies()).toEqual([])
    },
  )
}

test(
  'the chosen language holds on every page and when the browser comes back',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    await guest.page.goto('/')
    await choice(guest).selectOption('हिन्दी')
    await expect(guest.heading('उससे बात करें जिससे आप कभी नहीं मिले।')).toBeVisible()
    await expect(html(guest)).toHaveAttribute('lang', 'hi')
    await expect(choice(guest)).toHaveValue('hi')
    await guest.page.getByRole('link', { name: 'शर्तें' }).click()
    await expect(guest.heading('शर्तें')).toBeVisible()

    const kept = (await guest.context.cookies()).find(({ name }) => name === 'locale')
    expect((kept?.expires ?? 0) - Date.now() / 1_000).toBeGreaterThan(A_MONTH_SECONDS)
    const later = await people.invite({ storageState: await guest.context.storageState() })
    await later.page.goto('/privacy')
    await expect(later.heading('निजता')).toBeVisible()
    await choice(later).selectOption('English')
    await expect(later.heading('Privacy')).toBeVisible()
  },
)

test('what is typed at the gate stays when the language changes', { tag: '@once' }, async ({ people }) => {
  const guest = await people.invite()
  await guest.page.goto('/gate')
  await guest.page.getByLabel('How old are you?').fill('34')
  await guest.page.getByRole('checkbox').first().check()
  await choice(guest).selectOption('العربية')
  await expect(guest.page.getByLabel('كم عمرك؟')).toHaveValue('34')
  await expect(guest.page.getByRole('checkbox').first()).toBeChecked()
  await expect(html(guest)).toHaveAttribute('dir', 'rtl')
})

for (const { asks, script } of [
  { asks: 'hi-IN', script: /noto-sans-devanagari/ },
  { asks: 'ar-EG', script: /noto-sans-arabic/ },
]) {
  test(`in ${asks} the letters come from the app, and nothing moves while they load`, async ({ people }) => {
    const guest = await people.invite({ locale: asks })
    await watchShifts(guest.context)
    const fetched: string[] = []
    guest.page.on('request', (request) => fetched.push(request.url()))
    for (const path of ['/', '/gate']) {
      await guest.page.goto(path, { waitUntil: 'networkidle' })
      expect(await shiftsOf(guest.page), path).toBeLessThan(SHIFT_ALLOWED)
    }
    expect(fetched.filter((url) => script.test(url)).length).toBeGreaterThan(0)
    expect(fetched.filter((url) => url.includes('noto-sans') && !script.test(url))).toEqual([])
    expect(fetched.filter((url) => new URL(url).host !== new URL(guest.page.url()).host)).toEqual([])
  })
}

test('an English page fetches no letters that it does not show', { tag: '@once' }, async ({ people }) => {
  const guest = await people.invite()
  const fetched: string[] = []
  guest.page.on('request', (request) => fetched.push(request.url()))
  await guest.page.goto('/terms', { waitUntil: 'networkidle' })
  expect(fetched.filter((url) => url.includes('noto-sans'))).toEqual([])
})

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' })

  test('the offline page is in the chosen language', { tag: '@once' }, async ({ people }) => {
    const guest = await people.invite()
    guest.forgive(NO_NETWORK)
    await guest.page.goto('/')
    await guest.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await choice(guest).selectOption('हिन्दी')
    await expect(html(guest)).toHaveAttribute('lang', 'hi')
    await guest.context.setOffline(true)
    await guest.page.goto('/terms')
    await expect(guest.heading('कनेक्शन नहीं है')).toBeVisible()
  })
})

test('two people register, meet, talk and part in Hindi', async ({ people }, info) => {
  test.slow()
  const asha = await people.invite({ locale: 'hi-IN' })
  const ravi = await people.invite({ locale: 'hi-IN' })
  for (const person of [asha, ravi]) {
    await person.page.goto('/chat')
    await person.page.getByLabel('आपकी उम्र क्या है?').fill('25')
    for (const box of await person.page.getByRole('checkbox').all()) await box.check()
    await inspect(person.page, 'gate in Hindi', info)
    await button(person, 'अंदर आएँ').click()
    await expect(button(person, HINDI.go)).toBeVisible()
  }
  await inspect(asha.page, 'start in Hindi', info)
  await button(asha, HINDI.go).click()
  await expect(asha.page.getByText('अगली बारी आपकी है')).toBeVisible()
  await button(ravi, HINDI.go).click()
  await fieldOf(asha, HINDI.field).fill('नमस्ते, आप कहाँ से हैं?')
  await fieldOf(asha, HINDI.field).press('Enter')
  await expect(messagesOf(ravi, HINDI.log)).toHaveText(['अजनबी: नमस्ते, आप कहाँ से हैं?'])
  await expect(messagesOf(asha, HINDI.log).last()).toContainText(HINDI.delivered)
  await fieldOf(ravi, HINDI.field).fill('रात की ट्रेन से, लखनऊ के पास।')
  await fieldOf(ravi, HINDI.field).press('Enter')
  await expect(messagesOf(asha, HINDI.log)).toHaveCount(2)
  await inspect(asha.page, 'talk in Hindi', info)
  await button(asha, 'रिपोर्ट').click()
  await expect(asha.page.getByRole('dialog', { name: 'इस व्यक्ति की रिपोर्ट करें' })).toBeVisible()
  await inspect(asha.page, 'report in Hindi', info)
  await asha.page.keyboard.press('Escape')
  await button(asha, 'निकलें').click()
  await expect(asha.heading('आप निकल आए')).toBeVisible()
  await expect(ravi.heading('सामने वाले चले गए')).toBeVisible()
  await keepPictures(ravi.page, 'partner left in Hindi', info)
})

test(
  'a language chosen in another tab reaches a conversation, which goes on with what is being written',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await bob.send('Where are you?')
    await expect(ann.messages).toHaveCount(1)
    await ann.composer.fill('On the way to')
    const tab = await ann.openTab()
    await tab.page.goto('/terms')
    await choice(tab).selectOption('हिन्दी')
    await expect(tab.heading('शर्तें')).toBeVisible()

    await expect(fieldOf(ann, HINDI.field)).toHaveValue('On the way to')
    await expect(messagesOf(ann, HINDI.log)).toHaveText(['अजनबी: Where are you?'])
    await fieldOf(ann, HINDI.field).press('End')
    await fieldOf(ann, HINDI.field).pressSequentially(' Delhi')
    await fieldOf(ann, HINDI.field).press('Enter')
    await expect(bob.messages.last()).toHaveText('Stranger: On the way to Delhi')
    await expect(bob.page.getByRole('banner')).toContainText('Here')
  },
)

async function expectRightToLeft(page: Page, where: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
}

for (const { path, name, heading } of [
  { path: '/', name: 'landing', heading: 'تحدّث مع شخص لم تقابله من قبل.' },
  { path: '/gate', name: 'gate', heading: 'قبل أن تبدأ' },
  { path: '/sign-in', name: 'sign-in', heading: 'تسجيل الدخول' },
  { path: '/terms', name: 'terms', heading: 'الشروط' },
]) {
  test(`${name} in Arabic runs from right to left and fits`, async ({ people }, info) => {
    test.slow()
    const guest = await people.invite({ locale: 'ar-EG' })
    await guest.page.goto(path, { waitUntil: 'networkidle' })
    await expect(guest.heading(heading)).toBeVisible()
    await expectRightToLeft(guest.page, name)
    await inspect(guest.page, `${name} in Arabic`, info)
  })
}

test(
  'a person who reads Arabic talks with a person who reads English',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const layla = await people.invite({ locale: 'ar-EG' })
    const ann = await people.welcome()
    await comeIn(layla, ARABIC.go)
    await inspect(layla.page, 'start in Arabic', info)
    await button(layla, ARABIC.go).click()
    await ann.startButton.click()
    await fieldOf(layla, ARABIC.field).fill('مرحبًا، من أين أنت؟')
    await fieldOf(layla, ARABIC.field).press('Enter')
    await expect(ann.messages).toHaveText(['Stranger: مرحبًا، من أين أنت؟'])
    await ann.send('From Lisbon, and you?')
    await fieldOf(layla, ARABIC.field).fill('Cairo (القاهرة)')
    await fieldOf(layla, ARABIC.field).press('Enter')
    await expect(ann.messages).toHaveCount(3)

    await expectRightToLeft(layla.page, 'talk')
    const own = await bubble(messagesOf(layla, ARABIC.log).first())
    const theirs = await bubble(messagesOf(layla, ARABIC.log).nth(1))
    expect(own.x).toBeLessThan(theirs.x)
    expect(theirs.x + theirs.width).toBeGreaterThan(own.x + own.width)
    await inspect(layla.page, 'talk in Arabic', info)
    await keepPictures(ann.page, 'talk with somebody who writes Arabic', info)
    await button(layla, 'إبلاغ').click()
    await expect(layla.page.getByRole('dialog', { name: 'الإبلاغ عن هذا الشخص' })).toBeVisible()
    await expectRightToLeft(layla.page, 'report')
    await inspect(layla.page, 'report in Arabic', info)
  },
)

/** The words with their shade; around them stands a row that is as wide as the conversation. */
async function bubble(message: Locator) {
  const box = await message.locator('div > div').first().boundingBox()
  if (!box) throw new Error('The message has no bubble on the screen.')
  return box
}

test(
  'the preference for more contrast gives 7:1 to every word',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const [ann, bob] = await people.pair()
    const guest = await people.invite()
    for (const { page } of [ann, guest]) await page.emulateMedia({ contrast: 'more' })
    for (const path of ['/', '/gate']) {
      await guest.page.goto(path, { waitUntil: 'networkidle' })
      await expectEnhanced(guest.page, `${path} with more contrast`, info)
    }
    await bob.send('Are you still there?')
    await ann.send('Yes, in a tunnel.')
    await expect(ann.messages).toHaveCount(2)
    await expectEnhanced(ann.page, 'talk with more contrast', info)
    await ann.button('Report').click()
    await expect(ann.page.getByRole('dialog')).toBeVisible()
    await expectEnhanced(ann.page, 'report with more contrast', info)
  },
)

async function expectEnhanced(page: Page, name: string, info: TestInfo): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const violations = await violationsOn(page, ['color-contrast-enhanced'])
    const found = violations.flatMap(({ nodes }) =>
      nodes.map(({ html: where, failureSummary }) => ({ where, failureSummary })),
    )
    expect.soft(found, `${name} in ${colorScheme}`).toEqual([])
  }
  await keepPictures(page, name, info)
}

test(
  'with the system’s own colours everything keeps its edges',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const [ann, bob] = await people.pair()
    const guest = await people.invite()
    for (const { page } of [ann, guest]) await page.emulateMedia({ forcedColors: 'active' })
    for (const path of ['/', '/gate']) {
      await guest.page.goto(path, { waitUntil: 'networkidle' })
      await keepPictures(guest.page, `${path} in forced colours`, info)
    }
    await bob.send('Are you still there?')
    await ann.send('Yes, in a tunnel.')
    await expect(ann.messages).toHaveCount(2)
    const edges = await ann.messages.locator('div').evaluateAll((all) =>
      all
        .map((one) => getComputedStyle(one))
        .filter((style) => Number.parseFloat(style.paddingInlineStart) > 0)
        .map((style) => [style.borderTopWidth, style.borderInlineEndWidth]),
    )
    expect(edges).toEqual([
      ['1px', '1px'],
      ['1px', '4px'],
    ])
    await ann.composer.focus()
    await keepPictures(ann.page, 'talk in forced colours', info)
    await ann.button('Report').click()
    await expect(ann.page.getByRole('dialog')).toBeVisible()
    await keepPictures(ann.page, 'report in forced colours', info)
  },
)

test('the preference for less motion stops all motion', { tag: '@once' }, async ({ people }) => {
  const still = { reducedMotion: 'reduce' } as const
  const ann = await people.welcome(still)
  const bob = await people.welcome(still)
  const guest = await people.invite(still)
  await guest.page.goto('/', { waitUntil: 'networkidle' })
  await expect.poll(() => moving(guest.page)).toEqual([])
  await ann.startButton.click()
  await expect(ann.heading('Looking for somebody')).toBeVisible()
  await expect.poll(() => moving(ann.page)).toEqual([])
  await bob.startButton.click()
  await expect(ann.composer).toBeVisible()
  await bob.composer.pressSequentially('Well')
  await expect(ann.page.getByRole('banner')).toContainText('Typing')
  await expect.poll(() => moving(ann.page)).toEqual([])
})

/** What is being moved right now. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map((one) => (one instanceof CSSAnimation ? one.animationName : 'transition')),
  )
}
