import { expect } from '@playwright/test'
import type { Person } from './person'

/** The administrator that the server makes at its first start. */
export const CHIEF = { ADMIN_EMAIL: 'chief@example.org', ADMIN_PASSWORD: 'a password for the chief' }

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
  await expect(person.page).toHaveURL(path)
}
