import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { shiftsOf, watchShifts } from './support/stillness'
import { expect, test } from './support/test'

const PATHS = [
  '/',
  '/chat',
  '/sign-in',
  '/forgot-password',
  '/terms',
  '/privacy',
  '/api/docs',
  '/api/docs/rest',
  '/api/docs/events',
]
const SHIFT_ALLOWED = 0.05

for (const path of PATHS) {
  test(
    `${path}: every script bears the nonce of its answer, and the policy is kept`,
    { tag: '@once' },
    async ({ people }) => {
      const guest = await people.invite()
      await guest.context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`policy: ${violatedDirective} ${blockedURI}`),
        )
      })
      const answer = await guest.page.goto(path, { waitUntil: 'networkidle' })
      const policy = (await answer?.allHeaders())?.['content-security-policy'] ?? ''
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
      expect(nonce).toBeTruthy()
      const html = (await answer?.text()) ?? ''
      const scripts = html.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
      const bare = await guest.page
        .locator('script')
        .evaluateAll((all) =>
          all
            .filter((script) => !(script as HTMLScriptElement).nonce)
            .map((script) => script.outerHTML.slice(0, 200)),
        )
      // What a trusted script adds needs no nonce under 'strict-dynamic'; the page's own have one.
      expect(bare.filter((tag) => !tag.includes('src='))).toEqual([])
    },
  )
}

/** Pages that ask strangers the gate's questions at their own address. */
const ASKING: ReadonlySet<string> = new Set(['/chat', '/voice', '/video'])

/** Every address of app/(product), with something in place of ids. */
function productPaths(): string[] {
  const files = readdirSync('app/(product)', { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map(
      (file) => `/${file.replaceAll(/\([^)]*\)\/|\/?page\.tsx$/g, '').replaceAll(/\[[^\]]*\]/g, 'some-id')}`,
    )
}

test(
  'without an account every page of the product answers with a redirect, before anything of a page',
  { tag: '@once' },
  async ({ people, playwright, baseURL }) => {
    const paths = productPaths()
    expect(paths.length).toBeGreaterThan(10)
    const guest = await people.welcome()
    const before = await guest.context.storageState()
    expect((await guest.context.request.get('/settings', { maxRedirects: 0 })).status()).toBe(200)
    await guest.page.goto('/offline') // a page that asks nothing
    await guest.context.request.post('/api/auth/logout-all', { headers: { origin: baseURL ?? '' } })
    const stranger = await playwright.request.newContext({ baseURL })
    // The cookie is still one, but its session is over.
    const shutOut = await playwright.request.newContext({ baseURL, storageState: before })
    for (const [who, request] of [
      ['nobody', stranger],
      ['shut out', shutOut],
    ] as const) {
      for (const path of paths) {
        const answer = await request.get(path, { maxRedirects: 0, headers: { accept: 'text/html' } })
        if (ASKING.has(path)) {
          expect(answer.status(), `${who} ${path}`).toBe(200)
          continue
        }
        expect(answer.status(), `${who} ${path}`).toBe(307)
        expect(answer.headers().location, `${who} ${path}`).toMatch(/^\/(gate|sign-in)\?next=%2F/)
      }
    }
    await Promise.all([stranger.dispose(), shutOut.dispose()])
  },
)

test('the landing page and the chat stand still while they load', async ({ people }) => {
  const guest = await people.welcome()
  await watchShifts(guest.context)
  for (const path of ['/', '/chat']) {
    await guest.page.goto(path, { waitUntil: 'networkidle' })
    expect(await shiftsOf(guest.page), path).toBeLessThan(SHIFT_ALLOWED)
  }
})

test('what a first visit loads in scripts is measured', { tag: '@once' }, async ({ people }, info) => {
  const figures: string[] = []
  for (const { path, isKnown, budget } of [
    { path: '/', isKnown: false, budget: 180 },
    { path: '/chat', isKnown: false, budget: 220 },
    { path: '/chat', isKnown: true, budget: 235 },
  ]) {
    const guest = await people.invite()
    if (isKnown) await guest.register()
    await guest.page.goto(path, { waitUntil: 'networkidle' })
    const kilobytes = await scriptKilobytes(guest.page)
    figures.push(`${path}${isKnown ? ' (known)' : ''}: ${kilobytes.toFixed(1)} KB`)
    expect.soft(kilobytes, path).toBeLessThan(budget)
  }
  await info.attach('JavaScript, compressed, first load', {
    body: figures.join('\n'),
    contentType: 'text/plain',
  })
})

function scriptKilobytes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const scripts = loaded.filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    return scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1_024
  })
}

test('an address without a page offers two ways on', { tag: '@once' }, async ({ people }) => {
  const guest = await people.invite()
  guest.forgive(/status of 404/)
  const answer = await guest.page.goto('/nowhere')
  expect(answer?.status()).toBe(404)
  await expect(guest.heading('Nobody here')).toBeVisible()
  await expect(guest.page.getByRole('link', { name: 'Meet somebody' })).toHaveAttribute('href', '/chat')
  await guest.page.getByRole('link', { name: 'Go to the start page' }).click()
  await expect(guest.heading('Talk to somebody you have never met.')).toBeVisible()
})

test('three doors lead to text, voice and video; on a phone they are under the thumb', async ({
  people,
  isMobile,
}) => {
  const guest = await people.invite()
  await guest.page.goto('/')
  const doors = guest.page.getByRole('navigation', { name: 'Ways to talk' }).getByRole('link')
  await expect(doors).toHaveCount(3)
  for (const [at, href] of ['/chat', '/voice', '/video'].entries()) {
    await expect(doors.nth(at)).toHaveAttribute('href', href)
    await expect(doors.nth(at)).toBeInViewport({ ratio: 1 })
  }
  const height = guest.page.viewportSize()?.height ?? 0
  if (isMobile) expect((await doors.first().boundingBox())?.y).toBeGreaterThan((height * 2) / 3)
})

test('the landing page shows an example that says so, and that stands still for reduced motion', async ({
  people,
}) => {
  const guest = await people.invite()
  await guest.page.goto('/')
  const example = guest.page.getByRole('figure', { name: /^Example/ })
  await expect(example).toContainText('Tell me what you see.')
  await expect(example.getByRole('img', { name: /^A drawing/ })).toBeVisible()
  const moving = () =>
    guest.page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    )
  expect(await moving()).toBeGreaterThan(0)
  await guest.page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(moving).toBe(0)
})

test(
  'the number of people on the landing page follows the people who are connected, and is not there for nobody',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    await guest.page.clock.install()
    await guest.page.goto('/')
    await expect(guest.page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    await expect(guest.page.getByText(/here$/)).toBeHidden()
    await people.pair()
    await expect(async () => {
      await guest.page.clock.fastForward(15_000)
      await expect(guest.page.getByText('2 people here')).toBeVisible({ timeout: 1_000 })
    }).toPass()
  },
)

test('the chosen colours hold on the next page and after a refresh', { tag: '@once' }, async ({ people }) => {
  const guest = await people.invite({ colorScheme: 'light' })
  const background = () =>
    guest.page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
  await guest.page.goto('/')
  const light = await background()
  await guest.page.getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(background).not.toBe(light)
  const dark = await background()
  // A page's cookie is written behind its back; a reload by a machine can be faster.
  const remembered = async () => (await guest.context.cookies()).find(({ name }) => name === 'theme')?.value
  await expect.poll(remembered).toBe('dark')
  await guest.page.reload()
  expect(await background()).toBe(dark)
  await expect(guest.page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await guest.page.getByRole('link', { name: 'Terms' }).click()
  await expect(guest.heading('Terms')).toBeVisible()
  expect(await background()).toBe(dark)
  await guest.page.getByRole('radio', { name: 'Device' }).check()
  await expect.poll(background).toBe(light)
})
