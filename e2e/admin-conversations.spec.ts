import { enterAsChief, register } from './support/admin'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

// A server without visitors from other files.
test.use({ serverEnv: {} })

test('an administrator sees channels with their members, makes one private, removes a member and deletes it', async ({
  people,
}, info) => {
  test.slow()
  const [admin, bob] = [await people.invite(), await people.invite()]
  await enterAsChief(admin, '/admin/engagement')
  const { page } = admin
  await register(bob, 'bob@example.org', 'Bob')
  const origin = new URL(page.url()).origin
  const { request } = admin.context
  const found = await request.get('/api/admin/users?search=bob@example.org')
  const { data } = (await found.json()) as { data: { users: readonly { userId: string }[] } }
  const made = await request.post('/api/channels', {
    data: { name: 'Quiet place', description: 'For two', memberIds: [data.users[0]?.userId] },
    headers: { origin },
  })
  expect(made.ok()).toBe(true)
  await request.post('/api/admin/broadcasts', { data: { message: 'Back at noon' }, headers: { origin } })

  // From the figure to what it counts.
  await page.locator('dl > div').filter({ hasText: 'Sent to everybody' }).getByRole('link').click()
  await expect(admin.heading('Messages to everybody')).toBeVisible()
  await expect(page.getByText('Back at noon')).toBeVisible()
  await inspect(page, 'broadcasts', info)
  await page.goto('/admin/conversations')
  const row = page.getByRole('row', { name: /Quiet place/ })
  await expect(row).toContainText('2')
  await inspect(page, 'channels', info)
  await page.getByRole('searchbox').fill('nothing like it')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('Nothing fits.')).toBeVisible()
  await page.getByRole('radio', { name: 'Visits' }).click()
  await expect(page.getByRole('radio', { name: 'Visits' })).toBeChecked()
  await page.goto('/admin/conversations?search=quiet')
  await page.getByRole('link', { name: 'Quiet place' }).click()

  await expect(admin.heading('Quiet place')).toBeVisible()
  const members = page.getByRole('region', { name: '2 members' })
  await expect(members.getByRole('listitem')).toHaveCount(2)
  await inspect(page, 'one channel', info)
  await page.getByRole('button', { name: 'Make private' }).click()
  const dialog = page.getByRole('dialog')
  await inspect(page, 'asking before a channel is private', info)
  await dialog.getByRole('button', { name: 'Make private' }).click()
  await expect(page.getByRole('button', { name: 'Open to everybody' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove Bob' }).click()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('region', { name: '1 member' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Delete channel' }).click()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page).toHaveURL('/admin/conversations')
  await expect(page.getByRole('row', { name: /general/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Quiet place/ })).toBeHidden()
  const member = await bob.context.request.get('/api/channels')
  expect(await member.text()).not.toContain('Quiet place')
})
