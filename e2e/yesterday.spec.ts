import { enterAsChief } from './support/admin'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

test.use({ serverEnv: { DEMO_HISTORY: '1' } })

const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
const DAY_MS = 86_400_000

test('an administrator sees yesterday beside other days, and finds that day on page after page', async ({
  people,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin)
  const { page } = admin
  const day = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)
  const yesterday = page.getByRole('region', { name: 'Yesterday', exact: true })
  await expect(yesterday).toContainText(/UTC, beside 8 \w+days before it/)
  await yesterday.getByText('All figures of yesterday').click()
  await yesterday.scrollIntoViewIfNeeded()
  await inspect(page, 'yesterday', info)
  expect(await page.evaluate(isWider), 'yesterday').toBe(false)

  await yesterday
    .getByRole('row', { name: /^Wait for a partner/ })
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(`/admin/matching?start=${day}&end=${day}#kinds`)
  await expect(page.getByRole('radio', { name: 'Yesterday' })).toBeChecked()
  await inspect(page, 'matching of yesterday', info)

  const goTo = async (name: string) => {
    if (info.project.name === 'phone') await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name }).click()
  }
  await goTo('Engagement')
  await expect(page).toHaveURL(`/admin/engagement?start=${day}&end=${day}`)
  await expect(page.getByRole('radio', { name: 'Yesterday' })).toBeChecked()
  await expect(page.getByRole('row', { name: /^Came back/ })).toContainText('not over yet')
  await inspect(page, 'engagement of yesterday', info)

  await page.getByRole('radio', { name: '14 days' }).click()
  await expect(page.getByText(/^Today is not over: charts show it dotted or pale/)).toBeVisible()
  await inspect(page, 'engagement with today', info)
  await page.getByRole('radio', { name: 'Today' }).click()
  await expect(page.getByText('Today is not over, so it is not compared.')).toBeVisible()
  await goTo('Revenue')
  await expect(page).toHaveURL('/admin/revenue?days=1')
  await page.getByRole('radio', { name: '14 days' }).click()
  await inspect(page, 'revenue', info)
  expect(await page.evaluate(isWider), 'revenue').toBe(false)
})
