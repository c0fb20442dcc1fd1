import { expect } from '@playwright/test'
import type { Person } from './person'

/** The administrator that the server makes at its first start. */
export const CHIEF = { ADMIN_EMAIL: 'chief@example.org', ADMIN_PASSWORD: 'a password for the chief' }

/** Of accounts that `register` makes. */
export const MEMBER_PASSWORD = 'a password of one’s own'

/** Signs in on the screen for it. */
export async function signIn({ page }: Person, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Goes to a page of the administration as its first administrator, by way of signing in. */
export async function enterAsChief(person: Person, path = '/admin'): Promise<void> {
  await person.page.goto(path)
  await signIn(person, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
  // A server whose made-up history is being written takes its turn with the embedded database's one connection.
  await expect(person.page).toHaveURL(path, { timeout: 30_000 })
}

/** Makes an account with an e-mail address in a person's browser, signed in. */
export async function register(person: Person, email: string, displayName: string): Promise<void> {
  const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
  const answer = await person.context.request.post('/api/auth/register', {
    data: {
      ...consent,
      deviceFingerprint: person.device,
      email,
      displayName,
      password: MEMBER_PASSWORD,
    },
  })
  expect(answer.ok()).toBe(true)
}

/** Changes a role without the screen for it. */
export async function setRole(admin: Person, email: string, role: string): Promise<void> {
  const { request } = admin.context
  const found = await request.get(`/api/admin/users?search=${encodeURIComponent(email)}`)
  const { data } = (await found.json()) as { data: { users: readonly { userId: string }[] } }
  const origin = new URL(admin.page.url()).origin
  const answer = await request.put(`/api/admin/users/${data.users[0]?.userId}/role`, {
    data: { role },
    headers: { origin },
  })
  expect(answer.ok()).toBe(true)
}
