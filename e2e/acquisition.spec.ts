import { CHIEF } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

/** Opens the page as the first administrator, and waits until its figures or their absence are there. */
async function openAsChief({ context, page }: Person): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = CHIEF
  const answer = await context.request.post('/api/auth/login', { data: { email, password } })
  expect(answer.ok()).toBe(true)
  await page.goto('/admin/acquisition')
  await expect(page.getByRole('heading', { name: /^(By |Nobody registered)/ })).toBeVisible()
}

test(
  'a registration by a link is counted under its source, at once',
  { tag: '@once' },
  async ({ people }, info) => {
    const source = `poster ${info.project.name}`
    const admin = await people.invite()
    await openAsChief(admin)

    const ann = await people.invite()
    await ann.page.goto(`/?utm_source=${source}&utm_medium=print&utm_campaign=spring`)
    await ann.page.getByRole('link', { name: /^Text/ }).click()
    await ann.answerGate('25')
    await expect(ann.startButton).toBeVisible()
    const bob = await people.invite()
    await bob.page.goto(`/chat?utm_source=${source.toUpperCase()}`)
    await bob.answerGate('30')
    await expect(bob.startButton).toBeVisible()

    // Nothing was loaded again: the feed told the page that there is more to show.
    const row = (name: string) => admin.page.getByRole('row', { name: new RegExp(`^${name}`) }).first()
    await expect(row(source)).toContainText('2')
    await expect(row(source)).toContainText('new')
    await expect(admin.page.getByRole('img', { name: /^Registered per day/ })).toBeVisible()
    await expect(admin.page.locator('.recharts-bar-rectangle path').first()).toBeVisible()
    await inspect(admin.page, 'acquisition', info)

    await admin.page.getByRole('button', { name: 'Registered per day as a table' }).click()
    await expect(admin.page.getByRole('columnheader', { name: source })).toBeVisible()

    await row(source)
      .getByRole('link', { name: `${source}, show ${source} only` })
      .first()
      .click()
    await expect(admin.page).toHaveURL(/signupSource=poster/)
    await expect(admin.page.getByRole('row', { name: /^All/ }).first()).toContainText('2')
    await admin.page.goBack()
    await expect(admin.page).not.toHaveURL(/signupSource=/)

    await admin.page.getByLabel('Break down by').selectOption('Medium')
    await expect(row('print')).toContainText('1')
    await expect(admin.page).toHaveURL(/by=medium/)
    await admin.page.getByLabel('Break down by').selectOption('Platform')
    await expect(row('Browser')).toBeVisible()
  },
)

test(
  'the range, the comparison and the grouping are in the address',
  { tag: '@once' },
  async ({ people }, info) => {
    const admin = await people.invite()
    await openAsChief(admin)
    await admin.page.getByRole('radio', { name: '7 days', exact: true }).click()
    await expect(admin.page).toHaveURL(/\?days=7$/)
    await admin.page.getByRole('checkbox', { name: 'Compare with the days before' }).click()
    await expect(admin.page).toHaveURL(/days=7&compare=none$/)

    await admin.page.getByLabel('First day').fill('2026-01-05')
    await admin.page.getByLabel('Last day').fill('2026-01-01')
    await expect(admin.page.getByText('Choose two days')).toBeVisible()
    await admin.page.getByLabel('Last day').fill('2026-01-11')
    await expect(admin.page).toHaveURL(/\?start=2026-01-05&end=2026-01-11&compare=none$/)
    await expect(admin.heading('Nobody registered in these days')).toBeVisible()
    await inspect(admin.page, 'acquisition without anybody', info)
    await admin.page.reload()
    await expect(admin.page.getByLabel('First day')).toHaveValue('2026-01-05')
    await expect(admin.page.getByRole('checkbox', { name: 'Compare with the days before' })).not.toBeChecked()
  },
)

test('the figures leave as a file', { tag: '@once' }, async ({ people }) => {
  const ann = await people.invite()
  await ann.page.goto('/chat?utm_source==HYPERLINK(%22x%22)')
  await ann.answerGate('25')
  await expect(ann.startButton).toBeVisible()
  const admin = await people.invite()
  await openAsChief(admin)
  const download = admin.page.waitForEvent('download')
  await admin.page.getByRole('link', { name: 'Save “By source” as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^omegoo-registered\.csv$/)
  const lines = (await (await file.createReadStream()).toArray()).join('').split('\r\n')
  expect(lines[0]).toBe('\uFEFF"Source","Registered","Share (%)","Before","Change (%)"')
  expect(lines.join('\n')).toContain(`"'=hyperlink(""x"")",1`)

  const forOthers = admin.page.waitForEvent('download')
  await admin.page.getByRole('link', { name: 'For others: “By source” as CSV' }).click()
  const suppressed = (await (await (await forOthers).createReadStream()).toArray()).join('')
  expect(suppressed).toContain(`"'=hyperlink(""x"")","under 5"`)
})

test('without the network the figures stay and are marked as old', { tag: '@once' }, async ({ people }) => {
  const admin = await people.invite()
  await openAsChief(admin)
  await admin.page.route('**/api/admin/acquisition*', (route) => route.abort())
  admin.forgive(/ERR_FAILED/)
  await admin.page.getByLabel('Break down by').selectOption('Country')
  await expect(admin.page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible()
  await admin.page.unroute('**/api/admin/acquisition*')
  await admin.button('Try again').click()
  await expect(admin.page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeHidden()
})

test('people without the role do not get in', { tag: '@once' }, async ({ people }) => {
  const guest = await people.welcome()
  guest.forgive(/403/)
  const answer = await guest.page.goto('/admin/acquisition')
  expect(answer?.status()).toBe(403)
  await expect(guest.heading('Acquisition')).toBeHidden()
  await expect(guest.page).toHaveTitle('Not for this account · Omegoo')
})
