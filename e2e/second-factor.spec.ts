import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { CHIEF, MEMBER_PASSWORD, register, setRole, signIn } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

const HALF_A_MINUTE_MS = 30_000
/** The role is open again with a second factor alone; a server of its own. */
test.use({ serverEnv: { REQUIRE_SECOND_FACTOR: '1' } })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

const part = (page: Page) => page.getByRole('region', { name: 'Second factor' })

/** The code of the app now, or in half a minute, which is good already: one that was shown is spent. */
const codeOf = (secret: string, ms = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), timestamp: Date.now() + ms })

/** Goes on from the password to the page with the QR code. @returns the secret */
async function beginApp({ page }: Person, password = CHIEF.ADMIN_PASSWORD): Promise<string> {
  await part(page).getByRole('button', { name: 'Set up an app' }).click()
  await part(page).getByLabel('Present password').fill(password)
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
  // The rest of the settings comes with the role.
  await expect(page.getByRole('region', { name: 'Your data' })).toBeVisible()
  await part(page).scrollIntoViewIfNeeded()
  await inspect(page, 'passkey on', info)

  await context.clearCookies()
  chief.forgive(/401/)
  await page.goto('/sign-in')
  await signIn(chief, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
  await inspect(page, 'passkey asked for', info)
  await chief.button('Use a passkey').click()
  // Three times a password is checked on the way, which takes seconds where the machine has other work.
  await expect(page).toHaveURL('/admin', { timeout: 30_000 })

  await page.goto('/settings')
  await part(page).getByRole('button', { name: 'Remove Desk' }).click()
  await part(page).getByLabel('Present password').fill(CHIEF.ADMIN_PASSWORD)
  await part(page).getByRole('button', { name: 'Remove Desk' }).last().click()
  await expect(part(page).getByText('Your role can be used with a second factor alone')).toBeVisible()
})

test('a lost second factor is removed by another administrator, and a new one set up before anything else', async ({
  people,
}, info) => {
  test.slow()
  const chief = await people.invite()
  await chief.page.goto('/sign-in')
  await signIn(chief, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
  await expect(chief.page).toHaveURL(/\/settings/)
  const spare = await setUpApp(chief, CHIEF.ADMIN_PASSWORD)

  const email = `boss-${info.project.name}@example.org`
  const boss = await people.invite()
  await register(boss, email, 'Boss')
  await setRole(chief, email, 'admin')
  await boss.page.goto('/settings')
  await setUpApp(boss, MEMBER_PASSWORD)

  const { page } = chief
  await page.goto('/admin/users')
  await page.getByRole('link', { name: 'Boss' }).first().click()
  await expect(chief.button('Remove the second factor')).toBeVisible()
  await inspect(page, 'account with a second factor', info)
  await chief.button('Remove the second factor').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Remove it' }).click()
  await expect(dialog.getByText('Please write something.')).toBeVisible()
  await dialog.getByLabel('Reason, for the audit log').fill('The telephone is lost; known by voice')
  await inspect(page, 'remove a second factor', info)
  boss.forgive(/401|403/)
  await dialog.getByRole('button', { name: 'Remove it' }).click()
  await expect(dialog).toBeHidden()
  await expect(chief.button('Remove the second factor')).toBeHidden()
  await expect(page.getByText('Lost second factor removed')).toBeVisible()

  await boss.page.goto('/sign-in')
  await signIn(boss, email, MEMBER_PASSWORD)
  await expect(boss.page).toHaveURL(/\/settings/)
  await expect(part(boss.page).getByText('Your role can be used with a second factor alone')).toBeVisible()

  // As it was, for the next project on this server.
  await page.goto('/settings')
  await part(page).getByRole('button', { name: 'Switch the app off' }).click()
  await part(page).getByLabel('Present password').fill(CHIEF.ADMIN_PASSWORD)
  await part(page).getByLabel('Code', { exact: true }).fill(spare)
  await part(page).getByRole('button', { name: 'Switch the app off' }).click()
  await expect(part(page).getByText('Your role can be used with a second factor alone')).toBeVisible()
})

/** From nothing to an app that is asked for. @returns a recovery code */
async function setUpApp(who: Person, password: string): Promise<string> {
  const secret = await beginApp(who, password)
  await part(who.page).getByLabel('Code of 6 digits').fill(codeOf(secret))
  await part(who.page).getByRole('button', { name: 'Switch on' }).click()
  const recovery = (await part(who.page).getByRole('listitem').first().textContent()) ?? ''
  await part(who.page).getByRole('button', { name: 'I have kept them' }).click()
  await expect(part(who.page).getByText('10 codes are left')).toBeVisible()
  return recovery
}
