import { CHIEF } from './support/admin'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

test.use({ serverEnv: { DEMO_HISTORY: '1' } })

test('made-up history fills the page and is marked as made up', async ({ people }, info) => {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = CHIEF
  const admin = await people.invite()
  expect((await admin.context.request.post('/api/auth/login', { data: { email, password } })).ok()).toBe(true)
  // It is written while the server is already there for people.
  await expect(async () => {
    await admin.page.goto('/admin/acquisition')
    await expect(admin.page.getByRole('complementary', { name: 'Demonstration data' })).toBeVisible()
  }).toPass()
  const row = (name: string) => admin.page.getByRole('row', { name: new RegExp(`^${name}`) }).first()
  await expect(row('google')).toBeVisible()
  await expect(row('Not known')).toBeVisible()
  await expect(admin.page.locator('.recharts-bar-rectangle path').first()).toBeVisible()
  const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
  expect(await admin.page.evaluate(isWider)).toBe(false)
  await inspect(admin.page, 'acquisition with made-up history', info)

  await admin.page.goto('/admin/acquisition?days=90&by=country')
  await expect(row('Germany')).toBeVisible()
  await expect(admin.page.locator('.recharts-bar-rectangle path').first()).toBeVisible()
})
