import { inspect } from './support/looks'
import { expect, test } from './support/test'

test('the events of each contract are shown by their viewer, found by name, and opened by keyboard', async ({
  people,
}, info) => {
  const guest = await people.invite()
  const { page } = guest
  await page.goto('/api/docs/events')
  await page.getByLabel('Find an event').fill('send_text')
  await expect(page.getByRole('status').filter({ hasText: /^1 event$/ })).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: 'send / send_text_message' })).toBeVisible()
  await expect(page.getByText('Limits: 10 in 10 s per account')).toBeVisible()

  const payload = page.getByRole('button', { name: 'Payload', exact: true }).first()
  await expect(page.getByText('clientMessageId').first()).toBeHidden()
  await payload.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('clientMessageId').first()).toBeVisible()
  await inspect(page, 'one event opened', info)

  await page.getByLabel('Find an event').fill('')
  await page.getByLabel('Contract').selectOption('Helpdesk chat')
  await expect(page.getByRole('heading', { level: 3, name: 'send / authenticate' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: /send_text_message/ })).toBeHidden()
})

test(
  'what the viewer cannot load is explained, and can be tried again',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    guest.forgive(/status of 503/)
    await guest.page.route('**/api/docs/events/document.json', (route) => route.fulfill({ status: 503 }), {
      times: 1,
    })
    await guest.page.goto('/api/docs/events')
    await expect(guest.page.getByText('The events could not be shown: The server answered 503')).toBeVisible()
    await guest.button('Try again').click()
    await expect(guest.page.getByLabel('Find an event')).toBeVisible()
  },
)
