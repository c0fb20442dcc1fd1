import type { Page } from '@playwright/test'
import { io } from 'socket.io-client'
import { CHIEF, enterAsChief, register, setRole, signIn } from './support/admin'
import { inspect } from './support/looks'
import { expect, meet, test } from './support/test'

// A server without visitors from other files: figures begin at zero.
test.use({ serverEnv: {} })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

const figure = (page: Page, name: string) => page.locator('dl > div').filter({ hasText: name })
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('the figures move while strangers meet, and the last hour is there after a refresh', async ({
  people,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin)
  const { page } = admin
  await expect(page.locator('#content').getByText('Live', { exact: true })).toBeVisible()
  await inspect(page, 'quiet overview', info)

  const two = await Promise.all([people.welcome(), people.welcome()])
  await expect(figure(page, 'People connected')).toContainText('2')
  await meet(two)
  await expect(figure(page, 'Talking')).toContainText('2')
  await two[0].send('hello')
  await expect(figure(page, 'Messages, last minute')).toContainText('1')
  await two[1].button('Leave').click()
  await expect(figure(page, 'Talking')).toContainText('0')
  await expect(region(page, 'Why sessions end').getByText('Somebody left')).toBeVisible({ timeout: 20_000 })

  await page.reload()
  await expect(figure(page, 'Sessions ended')).not.toContainText('–')
  const causes = region(page, 'Why sessions end')
  await causes.getByRole('button', { name: 'Why sessions end as a table' }).click()
  await expect(causes.getByRole('row', { name: /Somebody left/ })).toBeVisible()
  const file = page.waitForEvent('download')
  await causes.getByRole('button', { name: 'Save “Why sessions end” as CSV' }).click()
  expect((await file).suggestedFilename()).toBe('omegoo-causes-30-minutes.csv')
  await page.getByRole('radio', { name: '5 min', exact: true }).click()
  await expect(page.getByRole('radio', { name: '5 min', exact: true })).toBeChecked()
  await expect(page).toHaveURL('/admin?minutes=5')
  await inspect(page, 'overview', info)
  await region(page, 'Pairing time').scrollIntoViewIfNeeded()
  await inspect(page, 'overview charts', info)
})

test('a report is there at once, is read, ends in a ban, and its reporter learns the outcome', async ({
  people,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/reports')
  const { page } = admin
  await expect(page.locator('#content').getByText('Live', { exact: true })).toBeVisible()
  const queue = page.getByRole('list', { name: 'Reports' }).getByRole('listitem')
  const before = await queue.count()

  const [ann, bob] = await people.pair()
  await bob.send('something unpleasant')
  await ann.send('please stop')
  await expect(ann.messages).toHaveCount(2)
  await ann.button('Report').click()
  await ann.page.getByRole('button', { name: 'Sexual or otherwise inappropriate' }).click()
  await ann.button('Send now').click()
  await expect(ann.heading('Thank you, your report is in')).toBeVisible()

  await expect(queue).toHaveCount(before + 1)
  await inspect(page, 'report queue', info)
  // From here to the decision by keyboard alone.
  await queue.first().getByRole('link').focus()
  await page.keyboard.press('Enter')
  const evidence = page.getByRole('list', { name: 'What was said last' }).getByRole('listitem')
  await expect(evidence).toHaveText([/Reported person.*something unpleasant/, /Reporter.*please stop/])
  await inspect(page, 'report', info)

  const decision = region(page, 'Decide')
  await decision.getByLabel('Note').fill('the third report of this kind')
  await page.getByRole('button', { name: 'Ban and resolve', exact: true }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('every device it was used on')
  await dialog.getByLabel('How long').selectOption('For ever')
  await dialog.getByLabel('Reason').fill('unpleasant')
  await inspect(page, 'ban', info)
  bob.forgive(/403|401/)
  await dialog.getByRole('button', { name: 'Ban for ever' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(bob.heading('You have been banned')).toBeVisible()
  await expect(bob.page.getByText('This ban has no end.')).toBeVisible()

  await expect(decision.getByText('Resolved. The reporter is told.')).toBeVisible()
  await expect(decision.getByRole('button', { name: 'Resolve', exact: true })).toHaveCount(0)
  await expect(region(page, 'Audit log')).toContainText('without end')
  await expect(region(page, 'Audit log')).toContainText('the third report of this kind')
  await expect(ann.page.getByText('something was done')).toBeVisible()
  await inspect(ann.page, 'outcome', info)

  await ann.page.getByRole('link', { name: 'Your reports' }).click()
  await expect(ann.heading('Your reports')).toBeVisible()
  await expect(ann.page.getByText('Something was done about it.')).toBeVisible()
  await inspect(ann.page, 'own reports', info)

  await bob.page.goto('/chat')
  await expect(bob.heading('You have been banned')).toBeVisible()
  const login = await bob.context.request.post('/api/auth/login', { data: { deviceFingerprint: bob.device } })
  expect(login.status()).toBe(403)
})

test(
  'an outcome decided meanwhile is shown at the next visit, once',
  { tag: '@once' },
  async ({ people, baseURL }) => {
    const admin = await people.invite()
    await enterAsChief(admin, '/admin/reports')
    const [ann, bob] = await people.pair()
    await bob.send('hello')
    await expect(ann.messages).toHaveCount(1)
    await ann.button('Report').click()
    await ann.page.getByRole('button', { name: 'Something else' }).click()
    await ann.button('Send now').click()
    await expect(ann.heading('Thank you, your report is in')).toBeVisible()
    await ann.page.goto('/privacy')

    await admin.page.getByRole('list', { name: 'Reports' }).getByRole('link').first().click()
    await admin.button('Dismiss').click()
    await expect(admin.page.getByText('Dismissed. The reporter is told.')).toBeVisible()
    await ann.page.goto(`${baseURL}/chat`)
    await expect(ann.page.getByText('found nothing against the rules')).toBeVisible()
    await ann.button('All right').click()
    await ann.page.reload()
    await expect(ann.startButton).toBeVisible()
    await expect(ann.page.getByText('found nothing against the rules')).toBeHidden()
  },
)

test('an account is found, becomes a moderator at once, and sees the reports only', async ({
  people,
}, info) => {
  const email = `mod-${info.project.name}@example.org`
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/users')
  const { page } = admin
  const mod = await people.invite()
  await register(mod, email, 'Mo')
  mod.forgive(/403/, /favicon\.ico/)

  await mod.page.goto('/admin')
  await expect(mod.heading('Not for this account')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search for people' }).fill(email)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/admin/users?search=${encodeURIComponent(email)}`)
  await expect(page.getByRole('row')).toHaveCount(2)
  await inspect(page, 'users', info)
  await page.getByRole('link', { name: 'Mo', exact: true }).click()
  await expect(admin.heading('Mo')).toBeVisible()
  await expect(region(page, 'Channels and messages')).toContainText('Channels made')
  const permissions = region(page, 'What the role may do').getByRole('listitem')
  await expect(permissions).toHaveCount(5)
  await inspect(page, 'user', info)
  await admin.button('Change the role').click()
  await page.getByRole('radio', { name: /Moderator/ }).check()
  await inspect(page, 'role', info)
  await admin.button('Make them Moderator').click()
  await expect(region(page, 'Audit log')).toContainText('Role changed')
  await expect(permissions).toHaveCount(14)

  await mod.page.goto('/admin')
  await expect(mod.page).toHaveURL('/admin/reports')
  const nav = mod.page.getByRole('navigation', { name: 'Administration' })
  if (info.project.name === 'phone') await mod.button('Open the menu').click()
  await expect(nav.getByRole('link')).toHaveText(['Channels and visits', 'Reports', 'Appeals', 'Moderation'])
  if (info.project.name === 'phone') await mod.page.keyboard.press('Escape')
  expect((await mod.page.goto('/admin/users'))?.status()).toBe(403)
  await expect(mod.heading('Not for your role')).toBeVisible()
  await inspect(mod.page, 'not for your role', info)

  // Losing the role while looking closes the page.
  await mod.page.goto('/admin/reports')
  await expect(mod.page.locator('#content').getByText('Live', { exact: true })).toBeVisible()
  await setRole(admin, email, 'user')
  await expect(mod.heading('Not for this account')).toBeVisible()
})

test(
  'people without the permission get status 403 on every page, and a signed-out administrator comes back after signing in',
  { tag: '@once' },
  async ({ people }, info) => {
    const guest = await people.welcome()
    guest.forgive(/403/, /favicon\.ico/)
    const pages = [
      'reports',
      'reports/x',
      'users',
      'users/x',
      'conversations',
      'conversations/x',
      'broadcasts',
    ]
    for (const path of ['/admin', ...pages.map((page) => `/admin/${page}`)]) {
      expect((await guest.page.goto(path))?.status(), path).toBe(403)
      await expect(guest.heading('Not for this account')).toBeVisible()
    }
    await inspect(guest.page, 'forbidden', info)

    const admin = await people.invite()
    await admin.page.goto('/admin/users?role=admin')
    await expect(admin.page).toHaveURL(`/sign-in?next=${encodeURIComponent('/admin/users?role=admin')}`)
    await signIn(admin, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
    await expect(admin.page).toHaveURL('/admin/users?role=admin')
  },
)

test(
  'signing in as the first administrator leads to the administration',
  { tag: '@once' },
  async ({ people }) => {
    const admin = await people.invite()
    await admin.page.goto('/sign-in?next=//other.test/')
    await signIn(admin, CHIEF.ADMIN_EMAIL, CHIEF.ADMIN_PASSWORD)
    await expect(admin.page).toHaveURL('/admin')
  },
)

test(
  'figures show since when they are old, and are live again by themselves',
  { tag: '@once' },
  async ({ people, site }) => {
    const admin = await people.invite()
    await enterAsChief(admin)
    await expect(admin.page.locator('#content').getByText('Live', { exact: true })).toBeVisible()
    admin.forgive(/ERR_CONNECTION|WebSocket connection|Failed to load resource/)
    await site.stop()
    await expect(admin.page.getByText(/Connection lost, trying again/)).toBeVisible()
    await expect(admin.page.getByText(/figures of .* UTC/)).toBeVisible()
    await expect(figure(admin.page, 'People connected')).toBeVisible()
    await site.start()
    await expect(admin.page.locator('#content').getByText('Live', { exact: true })).toBeVisible({
      timeout: 20_000,
    })
  },
)

test('a message to everybody shows whom it reached, and what channels say is in the engagement', async ({
  people,
  site,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/live')
  const { page } = admin
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = CHIEF
  const login = await fetch(`${site.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { token } = (await login.json()) as { token: string }
  const helpdesk = io(site.url, { transports: ['websocket'] })
  const received: unknown[] = []
  helpdesk.on('system_broadcast_received', (data) => received.push(data))
  expect(await helpdesk.emitWithAck('authenticate', token)).toMatchObject({ success: true })

  const section = region(page, 'Messages to everybody')
  await expect(section.getByText('Nothing was sent to everybody yet.')).toBeVisible()
  await section.getByRole('button', { name: 'Send to everybody' }).click()
  await expect(section.getByText('Please write something.')).toBeVisible()
  await section.getByLabel('Message').fill('Maintenance at noon')
  await section.getByLabel('Priority').selectOption('High')
  await section.getByLabel('Message').press('Enter')
  await expect(section.getByRole('listitem')).toContainText(['Maintenance at noon'])
  await expect(section.getByText('reached 1 connection')).toBeVisible()
  expect(received).toMatchObject([{ message: 'Maintenance at noon', priority: 'high' }])
  await section.scrollIntoViewIfNeeded()
  await inspect(page, 'messages to everybody', info)

  await page.goto('/admin/engagement?days=1')
  const table = region(page, 'Channels, messages and visits')
  await expect(table).toContainText('Nothing was written on these days.')
  await helpdesk.emitWithAck('join_channel', 1)
  await helpdesk.emitWithAck('chat:send_message', { channelId: 1, message: 'hello', messageType: 'text' })
  await expect(table.getByRole('row', { name: /Channels/ })).toContainText('1')
  await table.scrollIntoViewIfNeeded()
  await inspect(page, 'engagement of channels', info)
  helpdesk.disconnect()
})
