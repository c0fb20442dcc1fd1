import type { Locator, Page } from '@playwright/test'
import Papa from 'papaparse'

import { CHIEF } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

test.use({ serverEnv: { DEMO_HISTORY: '1' } })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

async function openAsChief({ context, page }: Person, address: string): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = CHIEF
  const answer = await context.request.post('/api/auth/login', { data: { email, password } })
  expect(answer.ok()).toBe(true)
  // The history is written while the server is already there for people.
  await expect(async () => {
    await page.goto(address)
    await expect(page.getByRole('complementary', { name: 'Demonstration data' })).toBeVisible()
  }).toPass()
}

/** A number is written with separators on the screen, and nothing is a word or a dash. */
const plain = (cell: string) =>
  /^[\d,.-]+$/.test(cell) ? String(Number(cell.replaceAll(',', ''))) : /^(–|new)$/.test(cell) ? '' : cell

async function shown(section: Locator): Promise<string[][]> {
  const rows = await section.getByRole('row').all()
  return Promise.all(
    rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map((cell) => plain(cell.trim()))),
  )
}

async function saved(page: Page, title: string): Promise<string[][]> {
  const download = page.waitForEvent('download')
  await page
    .getByRole('link', { name: `Save “${title}” as CSV` })
    .first()
    .click()
  const text = (await (await (await download).createReadStream()).toArray()).join('')
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trimEnd())
  return data.map((row) => row.map(plain))
}

const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth

test('engagement shows made-up history, and its files hold what is shown', async ({ people }, info) => {
  const admin = await people.invite()
  await openAsChief(admin, '/admin/engagement?days=28')
  const { page } = admin
  await expect(page.locator('.recharts-line-curve').first()).toBeVisible()
  await expect(page.getByText('Days are those of UTC').first()).toBeVisible()
  for (const title of [
    'From the front page to coming back',
    'Sessions by kind',
    'Active by week',
    'Who comes again, by week of registration',
  ]) {
    const section = page.getByRole('region', { name: title }).first()
    const [columns = [], ...rows] = await shown(section)
    const file = await saved(page, title)
    expect(columns).toEqual(file[0])
    expect(rows.length).toBeGreaterThan(2)
    expect(rows).toEqual(file.slice(1))
  }
  expect(await page.evaluate(isWider)).toBe(false)
  await inspect(page, 'engagement, its end', info)
  await admin.heading('Engagement').scrollIntoViewIfNeeded()
  await inspect(page, 'engagement with made-up history', info)
  await page.getByRole('region', { name: 'Sessions by kind' }).first().scrollIntoViewIfNeeded()
  await inspect(page, 'engagement, its middle', info)

  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByLabel('Kind', { exact: true }).selectOption('Voice')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL(/days=28&chatType=audio$/)
  const kinds = page.getByRole('region', { name: 'Sessions by kind' }).first()
  await expect(kinds.getByRole('row')).toHaveCount(2)
  await expect(kinds.getByRole('row', { name: /^Voice/ })).toBeVisible()
  await page.getByRole('button', { name: 'Remove Kind: Voice' }).click()
  await expect(page).toHaveURL(/days=28$/)
})

test('a country is chosen on the map by keyboard, narrows the page, and is saved as a segment', async ({
  people,
}, info) => {
  const admin = await people.invite()
  await openAsChief(admin, '/admin/acquisition?days=28')
  const { page } = admin
  const germany = page.getByRole('button', { name: /^Germany: \d/ })
  await expect(germany).toBeVisible()
  const countries = page.getByRole('region', { name: 'Countries' }).first()
  expect((await shown(countries)).slice(1)).toEqual((await saved(page, 'Countries')).slice(1))
  await inspect(page, 'acquisition with the map', info)

  await germany.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/of=DE/)
  const regions = page.getByRole('region', { name: 'Regions of Germany' }).first()
  await expect(regions.getByRole('row', { name: /Bavaria/ })).toBeVisible()
  expect((await shown(regions)).slice(1)).toEqual((await saved(page, 'Regions of Germany')).slice(1))
  await inspect(page, 'acquisition with a country', info)

  await page.getByRole('button', { name: 'Narrow the page to Germany' }).click()
  await expect(page).toHaveURL(/country=DE/)
  await expect(page.getByRole('button', { name: 'Remove Country: Germany' })).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Name of this segment').fill('Germans')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved as “Germans”')).toBeVisible()
  await inspect(page, 'narrowing', info)
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByLabel('Segment').selectOption('No segment')
  await expect(page).not.toHaveURL(/country=/)
  await page.goto('/admin/engagement')
  await page.getByLabel('Segment').selectOption('Germans')
  await expect(page).toHaveURL(/\/admin\/engagement\?country=DE$/)
  await expect(page.getByRole('button', { name: 'Remove Country: Germany' })).toBeVisible()
})

test('what people do is counted while one looks, and its day leads to how they met', async ({
  people,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await openAsChief(admin, '/admin/engagement?days=1')
  const { page } = admin
  await expect(page.locator('#content').getByText('Live', { exact: true })).toBeVisible()
  const text = page
    .getByRole('region', { name: 'Sessions by kind' })
    .first()
    .getByRole('row', { name: /^Text/ })
  const sessions = async () => Number((await text.getByRole('cell').first().innerText()).replaceAll(',', ''))
  const before = await sessions()
  const [ann] = await people.pair()
  await ann.button('Leave').click()
  await expect.poll(sessions).toBe(before + 2)
  await inspect(page, 'engagement while people talk', info)

  await text.getByRole('link', { name: /open Matching for the same days$/ }).click()
  await expect(page).toHaveURL(/\/admin\/matching\?days=1&compare=none&chatType=text$/)
  await expect(admin.heading('Matching')).toBeVisible()
})
