import { expect, test } from './support/test'

test('a person under 18 is refused kindly and nothing is kept', { tag: '@once' }, async ({ people }) => {
  const guest = await people.invite()
  await guest.page.goto('/chat')
  await expect(guest.heading('Before you start')).toBeVisible()
  await guest.answerGate('17')
  await expect(guest.heading('See you when you are 18')).toBeFocused()
  await expect(guest.page.getByText('We kept nothing.')).toBeVisible()
  expect(await guest.context.cookies()).toEqual([])
  await guest.page.getByRole('link', { name: 'Back to the start page' }).click()
  await expect(guest.page).toHaveURL('/')
})

test('the gate needs an age and both consents, and shows what is missing', async ({ people }) => {
  const guest = await people.invite()
  await guest.page.goto('/chat')
  const age = guest.page.getByLabel('How old are you?')
  await expect(age).toBeVisible()
  await guest.button('Come in').click()
  await expect(age).toBeFocused()
  await expect(age).toHaveAccessibleDescription('Please enter your age in years, for example 25.')
  const terms = guest.page.getByRole('checkbox', { name: /agree to the terms/ })
  await expect(terms).toHaveAccessibleDescription('Please agree to the terms to go on.')
  const privacy = guest.page.getByRole('checkbox', { name: /what is kept about me/ })
  await expect(privacy).toHaveAccessibleDescription('Please agree to the privacy notice to go on.')

  await age.fill('30')
  await terms.check()
  await guest.button('Come in').click()
  await expect(privacy).toBeFocused()
  await expect(guest.startButton).toBeHidden()
})

test('a value that the server refuses is explained at its field', { tag: '@once' }, async ({ people }) => {
  const guest = await people.invite()
  guest.forgive(/status of 400/)
  let spoiled: object = { age: 'thirty' }
  // The form and the server agree: only a page older than the server sends what it refuses.
  await guest.page.route('**/api/auth/register', (route) =>
    route.continue({ postData: { ...(route.request().postDataJSON() as object), ...spoiled } }),
  )
  await guest.page.goto('/chat')
  await guest.answerGate('30')
  const age = guest.page.getByLabel('How old are you?')
  await expect(age).toBeFocused()
  await expect(age).toHaveAccessibleDescription('Please enter your age in years, for example 25.')

  spoiled = { privacyAccepted: false }
  await guest.button('Come in').click()
  const privacy = guest.page.getByRole('checkbox', { name: /what is kept about me/ })
  await expect(privacy).toHaveAccessibleDescription('Please agree to the privacy notice to go on.')
  spoiled = {}
  await guest.button('Come in').click()
  await expect(guest.startButton).toBeVisible()
})

test('from the landing page through the gate to the start, and not asked again', async ({ people }) => {
  const guest = await people.invite()
  await guest.page.goto('/')
  await guest.page.getByRole('link', { name: /^Text/ }).click()
  await guest.answerGate('18')
  await expect(guest.startButton).toBeVisible()

  await guest.page.reload()
  await expect(guest.startButton).toBeVisible()

  // Not from under a page that may still ask: without its cookies it would be refused.
  await guest.page.goto('about:blank')
  await guest.context.clearCookies()
  await guest.page.goto('/chat')
  await expect(guest.startButton).toBeVisible()
})

test(
  'a known browser that came too often waits, and is not asked who it is',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.welcome()
    guest.forgive(/status of 429/)
    // An empty page has no storage, and what was asked of it before says so.
    guest.forgive(/localStorage/)
    const error = { code: 1003, message: 'RATE_LIMIT_EXCEEDED', description: 'Too many', retryAfter: 3 }
    await guest.page.route(
      '**/api/auth/login',
      (route) => route.fulfill({ status: 429, json: { success: false, error } }),
      {
        times: 1,
      },
    )
    await guest.page.goto('about:blank')
    await guest.context.clearCookies()
    await guest.page.goto('/chat')
    await expect(guest.heading('One moment')).toBeVisible()
    await expect(guest.heading('Before you start')).toBeHidden()
    await expect(guest.startButton).toBeVisible()
  },
)
