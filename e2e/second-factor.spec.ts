import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { CHIEF, signIn } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

const HALF_A_MINUTE_MS = 30_000
/** The role is open again with a second factor alone; a server of its own. */
test.use({ serverEnv: { REQUIRE_SECOND_FACTOR: '1' } })

const part = (page: Page) => page.getByRole('region', { name: 'Second factor' })

/** The code of the app now, or in half a minute, which is good already: one that was shown is spent. */
const codeOf = (secret: string, ms = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), timestamp: Date.now() + ms })

/** Goes on from the password to the page with the QR code. @returns the secret */
async function beginApp({ page }: Person): Promise<string> {
  await part(page).getByRole('button', { name: 'Set up an app' }).click()
  await part(page).getByLabel('Present password').fill(CHIEF.ADMIN_PASSWORD)
  await part(page).getByRole('button', { name: 'Go on' }).click()
  await expect(part(page).getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible()
  return (await part(page).locator('code').textContent()) ?? ''
}

test('an administrator sets up an app first, and signs in with its code from then on', async ({
  people,
}, info) => {
  test.slow()
  const chief = await people.invite()
  const { page } = chief
  await page.goto('/admin')
  await signIn(chief, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
  await expect(page).toHaveURL(/\/settings/)
  await expect(part(page).getByText('Your role can be used with a second factor alone')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Your data' })).toHaveCount(0)
  await inspect(page, 'second factor missing', info)

  const secret = await beginApp(chief)
  await inspect(page, 'second factor to scan', info)
  await part(page).getByLabel('Code of 6 digits').fill('000000')
  await part(page).getByRole('button', { name: 'Switch on' }).click()
  chief.forgive(/400|401/)
  await expect(part(page).getByText('This code is wrong')).toBeVisible()
  await part(page).getByLabel('Code of 6 digits').fill(codeOf(secret))
  await part(page).getByRole('button', { name: 'Switch on' }).click()

  const codes = part(page).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''
  const spare = (await codes.last().textContent()) ?? ''
  await inspect(page, 'recovery codes', info)
  await part(page).getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByRole('region', { name: 'Your data' })).toBeVisible()
  await expect(part(page).getByText('10 codes are left')).toBeVisible()
  await part(page).scrollIntoViewIfNeeded()
  await inspect(page, 'second factor on', info)

  await test.step('signing in asks for a code', async () => {
    const again = await people.invite()
    again.forgive(/400|401/)
    await again.page.goto('/admin')
    await signIn(again, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
    await expect(again.heading('One more step')).toBeVisible()
    await inspect(again.page, 'code asked for', info)
    await again.page.getByLabel('Code', { exact: true }).fill('000000')
    await again.button('Sign in').click()
    await expect(again.page.getByText('This code is wrong')).toBeVisible()
    await again.page.getByLabel('Code', { exact: true }).fill(codeOf(secret, HALF_A_MINUTE_MS))
    await again.button('Sign in').click()
    await expect(again.page).toHaveURL('/admin')
  })

  await test.step('a recovery code does as well, once', async () => {
    const again = await people.invite()
    again.forgive(/400|401/)
    await again.page.goto('/sign-in')
    await signIn(again, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
    await again.page.getByLabel('Code', { exact: true }).fill(recovery.toLowerCase())
    await again.button('Sign in').click()
    await expect(again.page).toHaveURL('/admin')
    await again.page.goto('/settings')
    await expect(part(again.page).getByText('9 codes are left')).toBeVisible()
    // As it was, for the next project on this server.
    await part(again.page).getByRole('button', { name: 'Switch the app off' }).click()
    await part(again.page).getByLabel('Present password').fill(CHIEF.ADMIN_PASSWORD)
    await inspect(again.page, 'password and code asked for', info)
    await part(again.page).getByLabel('Code', { exact: true }).fill(spare)
    await part(again.page).getByRole('button', { name: 'Switch the app off' }).click()
    await expect(part(again.page).getByText('Your role can be used with a second factor alone')).toBeVisible()
  })
})

test('a passkey of the device signs in beside the password', { tag: '@once' }, async ({ people }, info) => {
  test.slow()
  const chief = await people.invite()
  const { page, context } = chief
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/sign-in')
  await signIn(chief, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
  await expect(page).toHaveURL(/\/settings/)
  await part(page).getByRole('button', { name: 'Add a passkey' }).click()
  await part(page).getByLabel('Name, for this list').fill('Desk')
  await part(page).getByLabel('Present password').fill(CHIEF.ADMIN_PASSWORD)
  await part(page).getByRole('button', { name: 'Go on' }).click()
  await part(page).getByRole('button', { name: 'I have kept them' }).click()
  await expect(part(page).getByText('Desk', { exact: true })).toBeVisible()
  await part(page).scrollIntoViewIfNeeded()
  await inspect(page, 'passkey on', info)

  await context.clearCookies()
  chief.forgive(/401/)
  await page.goto('/sign-in')
  await signIn(chief, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
  await inspect(page, 'passkey asked for', info)
  await chief.button('Use a passkey').click()
  await expect(page).toHaveURL('/admin')

  await page.goto('/settings')
  await part(page).getByRole('button', { name: 'Remove Desk' }).click()
  await part(page).getByLabel('Present password').fill(CHIEF.ADMIN_PASSWORD)
  await part(page).getByRole('button', { name: 'Remove Desk' }).last().click()
  await expect(part(page).getByText('Your role can be used with a second factor alone')).toBeVisible()
})
