import type { Page } from '@playwright/test'
import { enterAsChief } from './support/admin'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

test.use({ serverEnv: { DEMO_HISTORY: '1' } })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

const figure = (page: Page, name: string) => page.locator('dl > div').filter({ hasText: name })
const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
/** The page fits the screen; what is wider scrolls within its own box. */
const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
const WIDE = { width: 1920, height: 1080 }

/** The made-up history is there; registrations are the last of it to be written. */
async function madeUp(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('complementary', { name: 'Demonstration data' })).toBeVisible()
  }).toPass({ timeout: 60_000 })
}

test('an administrator sees the whole picture while two people talk', async ({ people }, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin)
  const { page } = admin
  await expect(page.locator('#content').getByText('Live', { exact: true })).toBeVisible()
  const [ann, bob] = await people.pair()
  await expect(figure(page, 'Talking')).toContainText('2')
  await expect(page.getByRole('row', { name: /^Text/ }).first()).toContainText('2')
  await expect(region(page, 'Unusual right now')).toBeVisible()
  await expect(page.getByRole('img', { name: /^People, by hour/ })).toBeVisible()
  await inspect(page, 'whole overview', info)
  expect(await page.evaluate(isWider), 'whole overview').toBe(false)
  await page.screenshot({ path: info.outputPath('overview-full.png'), fullPage: true })
  if (info.project.name === 'desktop') {
    const usual = page.viewportSize()
    await page.setViewportSize(WIDE)
    await inspect(page, 'overview on a wide screen', info)
    expect(await page.evaluate(isWider), 'overview on a wide screen').toBe(false)
    if (usual) await page.setViewportSize(usual)
  }

  await page.goto('/admin/live')
  const sessions = region(page, 'Sessions that go on')
  await expect(sessions.getByRole('row')).toHaveCount(2)
  await expect(sessions).toContainText('Text')
  const connections = region(page, 'Open connections')
  await expect(connections.getByRole('row', { name: /^is in a session/ })).toHaveCount(2)
  await expect(connections.getByRole('row', { name: /^does neither.*\/admin/ })).toBeVisible()
  await ann.send('hello')
  await bob.send('hello to you')
  await expect(sessions.getByRole('row').last()).toContainText(/Text.*2/)
  await inspect(page, 'live sessions', info)
  expect(await page.evaluate(isWider), 'live sessions').toBe(false)
  await ann.button('Leave').click()
  await expect(page.getByText('No session of this kind goes on.')).toBeVisible()
})

test('the navigation has headings, marks where one is, and fits a phone', async ({ people }, info) => {
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/alerts')
  const { page } = admin
  const isPhone = info.project.name === 'phone'
  if (isPhone) await page.getByRole('button', { name: 'Menu' }).click()
  const navigation = page.getByRole('navigation', { name: 'Administration' })
  for (const group of ['Now', 'People', 'Sessions', 'Safety', 'Money', 'Settings'])
    await expect(navigation.getByRole('group', { name: group, exact: true })).toBeVisible()
  await expect(navigation.getByRole('link', { name: 'Alerts' })).toHaveAttribute('aria-current', 'page')
  await inspect(page, 'navigation', info)
  await navigation.getByRole('link', { name: 'Matching' }).click()
  await expect(page).toHaveURL('/admin/matching')
  if (isPhone) await expect(page.getByRole('dialog')).toBeHidden()
})

test('voice and video: causes, lines and quality of these days, and each leads to what it counts', async ({
  people,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/media')
  const { page } = admin
  await people.pair()
  await expect(region(page, 'Why calls end').getByRole('row').nth(1)).toContainText('Somebody left')
  await expect(region(page, 'What comes of a line').getByRole('row')).not.toHaveCount(1)
  await expect(page.getByRole('img', { name: /^Set-up time/ })).toBeVisible()
  await inspect(page, 'voice and video', info)
  expect(await page.evaluate(isWider), 'voice and video').toBe(false)
  await page.screenshot({ path: info.outputPath('media-full.png'), fullPage: true })

  await expect(
    region(page, 'Why calls end')
      .getByRole('link', { name: /open Engagement for the same days$/ })
      .first(),
  ).toHaveAttribute('href', /^\/admin\/engagement/)
  const forOthers = page.waitForEvent('download')
  await page.getByRole('button', { name: 'For others: “Why calls end” as CSV' }).click()
  expect((await forOthers).suggestedFilename()).toMatch(/-for-others\.csv$/)
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save “Why calls end” as CSV' }).click()
  expect((await file).suggestedFilename()).toMatch(/^omegoo-call-causes-/)
  await page.getByRole('radio', { name: '28 days', exact: true }).click()
  await expect(page).toHaveURL(/days=28/)
})

test('matching is narrowed by platform or by country, and the file has what the page shows', async ({
  people,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/matching')
  const { page } = admin
  const kinds = region(page, 'By kind of session')
  const joined = async () => {
    const text = await kinds.getByRole('row', { name: /^Text/ }).getByRole('cell').first().textContent()
    return Number(text?.replaceAll(',', ''))
  }
  await madeUp(page)
  const whole = await joined()

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Platform').selectOption('Installed app')
  await expect(page).toHaveURL(/platform=pwa/)
  await sheet.getByLabel('Country').selectOption('Germany')
  await expect(page).toHaveURL(/\?country=DE$/)
  await expect(sheet.getByLabel('Platform')).toHaveValue('')
  await inspect(page, 'narrowing matching', info)
  await sheet.getByRole('button', { name: 'Done', exact: true }).click()

  await expect(page.getByText('Of people by where they registered.', { exact: false })).toBeVisible()
  await expect.poll(joined).toBeLessThan(whole)
  await inspect(page, 'matching in one country', info)
  expect(await page.evaluate(isWider), 'matching in one country').toBe(false)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save “By kind of session” as CSV' }).click()
  const text = (await (await (await download).createReadStream()).toArray()).join('')
  const row = text.split('\r\n').find((line) => line.startsWith('"Text"'))
  expect(Number(row?.split(',')[1])).toBe(await joined())

  await page.goto('/admin/media?country=DE')
  await expect(page.getByRole('button', { name: 'Remove Country: Germany' })).toBeVisible()
  await expect(region(page, 'Why calls end').getByRole('row').nth(1)).toContainText('Somebody left')
})

test('another matching policy is tried on made-up people, and switched on', async ({ people }, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/matching')
  const { page } = admin
  await madeUp(page)
  await people.pair()
  await expect(region(page, 'Interests').getByRole('row', { name: /^music/ })).toBeVisible()
  await expect(region(page, 'By kind of session').getByRole('row', { name: /^Voice/ })).toBeVisible()
  await page.getByLabel('Waiting for an interest (ms)').fill('4000')
  await page.getByRole('button', { name: 'Try it', exact: true }).click()
  const outcome = region(page, 'What would come of it')
  await expect(outcome.getByRole('row', { name: /^Wait, p95/ })).toBeVisible({ timeout: 30_000 })
  await inspect(page, 'matching', info)
  expect(await page.evaluate(isWider), 'matching').toBe(false)
  await page.screenshot({ path: info.outputPath('matching-full.png'), fullPage: true })
  await page.getByRole('button', { name: 'Switch it on', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('4,000')
  await inspect(page, 'switching a policy on', info)
  expect(await page.evaluate(isWider), 'switching a policy on').toBe(false)
  await dialog.getByRole('button', { name: 'Switch it on' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('a shared interest is waited for 4,000 ms', { exact: false })).toBeVisible()
})

test('alerts: earlier ones, and a threshold that an administrator changes', async ({ people }, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/alerts')
  const { page } = admin
  await people.pair()
  await expect(region(page, 'Earlier').getByRole('row', { name: /^Calls fail/ })).toContainText('46 %')
  await inspect(page, 'alerts', info)
  expect(await page.evaluate(isWider), 'alerts').toBe(false)
  await page.getByRole('button', { name: 'Change the threshold of “Lines lose packets”' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Raised at (per cent)').fill('200')
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await dialog.getByLabel('Raised at (per cent)').fill('12')
  await inspect(page, 'changing a threshold', info)
  expect(await page.evaluate(isWider), 'changing a threshold').toBe(false)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('raised at 12 %, over at 4 %')).toBeVisible()
})
