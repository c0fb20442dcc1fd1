import { enterAsChief, signIn } from './support/admin'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

test.use({ serverEnv: {} })

test('a tenant is made, its administrator signs in with its key, and sees their own people alone', async ({
  people,
}, info) => {
  test.slow()
  const chief = await people.invite()
  await enterAsChief(chief, '/admin/tenants')
  const { page } = chief
  await inspect(page, 'no tenants', info)
  const name = `A school ${info.project.name} ${Date.now()}`
  await page.getByLabel('Name of a new tenant').fill(name)
  await chief.button('Make a tenant').click()
  await expect(chief.heading(`The key of ${name}`)).toBeVisible()
  const key = (await page.locator('code').textContent()) ?? ''
  expect(key).toMatch(/^omg_/)
  await inspect(page, 'tenant key', info)

  const email = `head-${Date.now()}@example.org`
  const password = 'a password of the school'
  const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
  const head = await people.invite()
  const registered = await head.context.request.post('/api/auth/register', {
    data: { ...consent, deviceFingerprint: head.device, email, password, displayName: 'Head' },
    headers: { 'x-tenant-key': key },
  })
  expect(registered.ok()).toBe(true)
  await head.context.clearCookies()
  await chief.button('I have kept it').click()
  const section = page.getByRole('region', { name })
  await section.getByLabel('Administrator').fill(email)
  await section.getByRole('button', { name: 'Make them administrator' }).click()
  await expect(section.getByText('They can name others themselves')).toBeVisible()
  await inspect(page, 'tenants', info)

  head.forgive(/401/)
  await head.page.goto('/sign-in')
  await head.page.getByRole('button', { name: 'My account belongs to an organisation with a key' }).click()
  await head.page.getByLabel('Key of the organisation').fill(key)
  await inspect(head.page, 'sign in with a tenant key', info)
  await signIn(head, email, password)
  await expect(head.page).toHaveURL('/admin')
  await expect(head.page.getByText('These are your own people')).toBeVisible()
  await inspect(head.page, 'overview of a tenant', info)
  await head.page.goto('/admin/alerts')
  await expect(
    head.page.getByText('errors and payments are watched by those who run the server'),
  ).toBeVisible()
  await expect(head.page.getByText('Lines lose packets')).toBeVisible()
  await inspect(head.page, 'alerts of a tenant', info)
  await head.page.goto('/admin/users')
  await expect(head.page.getByRole('row')).toHaveCount(2)
  await expect(head.page.getByRole('link', { name: 'Tenants', exact: true })).toHaveCount(0)

  await section.getByRole('button', { name: `Revoke …${key.slice(-4)}` }).click()
  await section.getByRole('button', { name: `Revoke …${key.slice(-4)}` }).click()
  await expect(section.getByText('Revoked')).toBeVisible()
})
