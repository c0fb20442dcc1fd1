import { expect, type Locator, type Page } from '@playwright/test'
import { inspect } from './support/looks'
import { NO_NETWORK } from './support/person'
import { test } from './support/test'

type View = 'People' | 'Send' | 'Frames'

/** On a phone one part is shown at a time. */
async function look(page: Page, view: View): Promise<void> {
  const tab = page.getByRole('radio', { name: view, exact: true })
  if (await tab.isVisible()) await tab.check()
}

const card = (page: Page, name: string): Locator => page.getByRole('region', { name: `${name}'s connection` })
const frames = (page: Page): Locator => page.getByRole('region', { name: 'Frames, newest last' })
const frame = (page: Page, person: string, event: string): Locator =>
  frames(page).getByRole('listitem').filter({ hasText: person }).filter({ hasText: event })

async function connect(page: Page, ...names: string[]): Promise<void> {
  await look(page, 'People')
  for (const name of names) {
    await card(page, name).getByRole('button', { name: 'Connect' }).click()
    await expect(card(page, name).getByText('Connected', { exact: true })).toBeVisible()
  }
}

async function choose(page: Page, name: string, event: string): Promise<void> {
  await look(page, 'Send')
  await page.getByRole('radio', { name, exact: true }).check()
  await page.getByLabel('Find an event').fill(event)
  await page.getByRole('button', { name: new RegExp(`^${event}`) }).click()
}

const send = (page: Page, name: string) => page.getByRole('button', { name: `Send as ${name}` }).click()

test(
  'two people in one page meet in one dialect and talk in the other, as documented',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const { page } = await people.invite()
    await page.goto('/playground')
    await expect(page.getByText('Nothing has been sent or heard yet.')).toHaveCount(1)
    await connect(page, 'Ann', 'Bob')
    await inspect(page, 'two connected', info)

    await choose(page, 'Ann', 'join-queue')
    await page.getByLabel('chatType').selectOption('text')
    await send(page, 'Ann')
    await choose(page, 'Bob', 'join_text_queue')
    await send(page, 'Bob')
    await look(page, 'Frames')
    await expect(frame(page, 'Ann', 'match-found')).toBeVisible()
    await expect(frame(page, 'Bob', 'text_match_found')).toBeVisible()

    await frame(page, 'Ann', 'match-found').locator('summary').click()
    const found = JSON.parse(await frame(page, 'Ann', 'match-found').locator('pre').innerText()) as {
      sessionId: string
    }
    await choose(page, 'Ann', 'send-message')
    await page.getByLabel('sessionId').fill(found.sessionId)
    await page.getByLabel('message', { exact: false }).first().fill('Hello from the other dialect')
    await inspect(page, 'an event in its form', info)
    await send(page, 'Ann')
    await look(page, 'Frames')
    await expect(frame(page, 'Bob', 'text_message_received')).toContainText('Hello from the other dialect')
    await expect(frame(page, 'Ann', 'send-message')).toContainText(/Acknowledgement after \d+ ms/)
    await inspect(page, 'frames', info)

    const marks = await frames(page).getByText('Differs from the contract').count()
    const unknown = await frames(page).getByText('In no contract').count()
    expect({ marks, unknown }).toEqual({ marks: 0, unknown: 0 })
    await page.getByLabel('Filter frames').fill('match-found')
    await expect(frames(page).getByRole('listitem')).toHaveCount(1)
    expect(page.url()).not.toContain('token')
  },
)

test(
  'a refusal shows its documented text, beside what differs from the contract',
  { tag: '@once' },
  async ({ people }) => {
    const { page } = await people.invite()
    await page.goto('/playground')
    await connect(page, 'Ann')
    await choose(page, 'Ann', 'send_text_message')
    await send(page, 'Ann')
    await expect(page.getByText('Required.')).toBeVisible()
    await expect(page.getByLabel('content')).toBeFocused()
    await page.getByLabel('content').fill('Anybody?')
    await send(page, 'Ann')
    await look(page, 'Frames')
    await expect(frame(page, 'Ann', 'text_chat_error')).toContainText('No active text chat room')
    await expect(frame(page, 'Ann', 'send_text_message')).toContainText(
      "3002 SESSION_NOT_FOUND: Chat session doesn't exist",
    )

    await look(page, 'Send')
    await page.getByRole('radio', { name: 'JSON' }).check()
    await page.getByLabel('Payload as JSON').fill('{"content": 7}')
    await send(page, 'Ann')
    await look(page, 'Frames')
    await expect(frame(page, 'Ann', 'send_text_message').last()).toContainText('Differs from the contract')
    await expect(frame(page, 'Ann', 'send_text_message').last()).toContainText('5002 INVALID_MESSAGE')
  },
)

test(
  'what is not JSON is refused in place, and what was sent can be sent again',
  { tag: '@once' },
  async ({ people }) => {
    const { page } = await people.invite()
    await page.goto('/playground')
    await connect(page, 'Ann')
    await choose(page, 'Ann', 'leave_text_queue')
    await page.getByRole('radio', { name: 'JSON' }).check()
    await page.getByLabel('Payload as JSON').fill('{"half": ')
    await send(page, 'Ann')
    await expect(page.getByText(/^This is not JSON:/)).toBeVisible()
    await page.getByLabel('Payload as JSON').fill('{"whole": true}')
    await send(page, 'Ann')
    await page.getByLabel('Payload as JSON').fill('')
    await page.getByLabel('Sent before').selectOption('{"whole":true}')
    await expect(page.getByLabel('Payload as JSON')).toHaveValue(/"whole": true/)
    await send(page, 'Ann')
    await look(page, 'Frames')
    await expect(
      frame(page, 'Ann', 'leave_text_queue').and(page.locator('[data-direction=sent]')),
    ).toHaveCount(2)
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(page.getByText('Nothing has been sent or heard yet.')).toBeVisible()
  },
)

test(
  'a contract on a raw WebSocket uses its own frames, and shows why it closes',
  { tag: '@once' },
  async ({ people }) => {
    const { page } = await people.invite()
    await page.goto('/playground')
    await card(page, 'Ann').getByLabel('Contract').selectOption('Call status')
    await connect(page, 'Ann')
    await choose(page, 'Ann', 'init')
    await page.getByLabel('userId').fill('ann@example.org')
    await expect(page.getByLabel('Ask for an acknowledgement')).toHaveCount(0)
    await send(page, 'Ann')
    await look(page, 'Frames')
    await expect(frame(page, 'Ann', 'error')).toContainText('Authentication required')
    await expect(frame(page, 'Ann', 'error')).not.toContainText('Differs from the contract')
    await look(page, 'People')
    await expect(card(page, 'Ann')).toContainText('Disconnected: WebSocket 4401: Authentication required')
  },
)

test(
  'a bad token is refused with the server’s words, and a helpdesk client authenticates later',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    const { page } = guest
    await page.goto('/playground')
    await card(page, 'Ann').getByLabel('Who connects').selectOption('An access token')
    await card(page, 'Ann').getByLabel('Access token').fill('not a token')
    await card(page, 'Ann').getByRole('button', { name: 'Connect' }).click()
    await expect(card(page, 'Ann')).toContainText('Refused: Authentication error: Invalid token')

    await card(page, 'Bob').getByLabel('Contract').selectOption('Helpdesk chat')
    await card(page, 'Bob').getByLabel('Who connects').selectOption("This browser's session, if any")
    await card(page, 'Bob').getByRole('button', { name: 'Connect' }).click()
    await expect(card(page, 'Bob').getByText('Connected', { exact: true })).toBeVisible()
    const account = await guest.context.request.post('/api/auth/register', {
      data: { age: 25, termsAccepted: true, privacyAccepted: true, deviceFingerprint: guest.device },
    })
    const { data } = (await account.json()) as { data: { token: string } }
    await choose(page, 'Bob', 'authenticate')
    await page.getByRole('radio', { name: 'JSON' }).check()
    await page.getByLabel('Payload as JSON').fill(JSON.stringify(data.token))
    await send(page, 'Bob')
    await look(page, 'Frames')
    await expect(frame(page, 'Bob', 'authenticated')).toBeVisible()
  },
)

test('a lost connection and a lost network are shown', { tag: '@once' }, async ({ people, site }) => {
  const guest = await people.invite()
  const { page } = guest
  guest.forgive(NO_NETWORK)
  await page.goto('/playground')
  await connect(page, 'Ann')
  await site.stop()
  await expect(card(page, 'Ann')).toContainText(/Disconnected: (transport close|io server disconnect)/)
  await card(page, 'Ann').getByRole('button', { name: 'Connect again' }).click()
  await expect(card(page, 'Ann')).toContainText('The server did not answer.')
  await guest.context.setOffline(true)
  await expect(page.getByText('This device is offline.')).toBeVisible()
  await guest.context.setOffline(false)
  await site.start()
  await connect(page, 'Bob')
})

test('everything works by keyboard alone', { tag: '@once' }, async ({ people }) => {
  const { page } = await people.invite()
  await page.goto('/playground')
  const press = async (target: Locator) => {
    for (let presses = 0; presses < 100; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
  }
  await expect(card(page, 'Ann')).toBeVisible()
  await press(card(page, 'Ann').getByRole('button', { name: 'Connect' }))
  await page.keyboard.press('Enter')
  await expect(card(page, 'Ann').getByText('Connected', { exact: true })).toBeVisible()
  await press(page.getByLabel('Find an event'))
  await page.keyboard.type('leave_text_queue')
  await press(page.getByRole('button', { name: /^leave_text_queue/ }))
  await page.keyboard.press('Enter')
  await press(page.getByRole('button', { name: 'Send as Ann' }))
  await page.keyboard.press('Enter')
  await expect(frame(page, 'Ann', 'leave_text_queue').first()).toContainText('Acknowledgement after')
  await press(frames(page).locator('summary').first())
  await page.keyboard.press('Enter')
  await expect(frames(page).locator('pre').first()).toBeVisible()
})

test('none of it is loaded with the landing page or the chat', { tag: '@once' }, async ({ people }) => {
  const { page } = await people.invite()
  const scripts: string[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url())
  })
  await page.goto('/playground', { waitUntil: 'networkidle' })
  await expect(card(page, 'Ann')).toBeVisible()
  const own = new Set(scripts.splice(0))
  await page.goto('/', { waitUntil: 'networkidle' })
  const shared = new Set(scripts.splice(0))
  await page.goto('/chat', { waitUntil: 'networkidle' })
  for (const script of scripts) shared.add(script)
  const sizes = await Promise.all(
    [...own]
      .filter((script) => shared.has(script))
      .map(async (script) => (await page.request.get(script)).text()),
  )
  expect(sizes.filter((code) => code.includes('join_text_queue') && code.includes('spec/omegoo.md'))).toEqual(
    [],
  )
})
