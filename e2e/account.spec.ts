import type { APIRequestContext } from '@playwright/test'
import { inspect } from './support/looks'
import { mailedLink } from './support/sent-mail'
import { expect, test } from './support/test'

const OLD = 'the first password'
const NEW = 'quite another password'

/** An account with an e-mail address, as a program makes it. */
async function register(request: APIRequestContext, email: string): Promise<void> {
  const data = { age: 30, termsAccepted: true, privacyAccepted: true, email, password: OLD }
  const answer = await request.post('/api/auth/register', {
    data: { ...data, deviceFingerprint: crypto.randomUUID() },
  })
  expect(answer.ok()).toBe(true)
}

test(
  'a forgotten password is replaced by a mailed link, once, and signs in again',
  { tag: '@once' },
  async ({ people, playwright, baseURL }, info) => {
    const email = `ann-${info.project.name}@example.org`
    const request = await playwright.request.newContext({ baseURL })
    await register(request, email)

    const ann = await people.invite()
    await ann.page.goto('/sign-in')
    await inspect(ann.page, 'sign in', info)
    await ann.page.getByLabel('E-mail address').fill(email)
    await ann.page.getByLabel('Password').fill('not the password')
    ann.forgive(/401/)
    await ann.button('Sign in').click()
    await expect(ann.page.getByText('No account has this address with this password.')).toBeVisible()

    await ann.page.getByRole('link', { name: 'I forgot my password' }).click()
    await expect(ann.heading('Forgotten password')).toBeVisible()
    await ann.page.getByLabel('E-mail address').fill(email)
    await ann.button('Send me a link').click()
    await expect(ann.heading('Look into your mail')).toBeVisible()

    const link = await mailedLink(request, email, '/reset-password')
    await ann.page.goto(link)
    await inspect(ann.page, 'new password', info)
    await ann.page.getByLabel('New password').fill('short')
    await ann.button('Save the new password').click()
    await expect(ann.page.getByText('Please use at least 10 characters.')).toBeVisible()
    await ann.page.getByLabel('New password').fill(NEW)
    await ann.button('Save the new password').click()
    await expect(ann.heading('The new password is saved')).toBeVisible()

    await ann.page.getByRole('link', { name: 'Sign in' }).click()
    await expect(ann.heading('Sign in')).toBeVisible()
    await ann.page.getByLabel('E-mail address').fill(email)
    await ann.page.getByLabel('Password').fill(NEW)
    await ann.button('Sign in').click()
    await expect(ann.startButton).toBeVisible()

    ann.forgive(/400/)
    await ann.page.goto(link)
    await expect(ann.heading('This link is over')).toBeVisible()
    await request.dispose()
  },
)

test(
  'the link in the first mail confirms the address, and confirms it again',
  { tag: '@once' },
  async ({ people, playwright, baseURL }, info) => {
    const email = `bob-${info.project.name}@example.org`
    const request = await playwright.request.newContext({ baseURL })
    await register(request, email)
    const bob = await people.invite()
    const link = await mailedLink(request, email, '/verify-email')
    await bob.page.goto(link)
    await expect(bob.heading('Your address is confirmed')).toBeVisible()
    await inspect(bob.page, 'address confirmed', info)
    await bob.page.reload()
    await expect(bob.heading('Your address is confirmed')).toBeVisible()
    await request.dispose()
  },
)
