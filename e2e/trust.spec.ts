import type { Page } from '@playwright/test'
import { enterAsChief, register, setRole } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, meet, type People, test } from './support/test'

test.use({ serverEnv: {} })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** Ann reports Bob, and stands before the confirmation. */
async function reportedPair(people: People): Promise<readonly [Person, Person]> {
  const [ann, bob] = await people.pair()
  await bob.send('something unpleasant')
  await expect(ann.messages).toHaveCount(1)
  await ann.button('Report').click()
  await ann.page.getByRole('button', { name: 'Something else' }).click()
  await ann.button('Send now').click()
  await expect(ann.heading('Thank you, your report is in')).toBeVisible()
  return [ann, bob]
}

async function moderator(people: People, chief: Person, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.org`
  const mod = await people.invite()
  await register(mod, email, name)
  await setRole(chief, email, 'moderator')
  return mod
}

test('a case is walked to and decided by keys, held against other moderators; a ban is appealed, and lifted by another one', async ({
  people,
}, info) => {
  test.slow()
  const chief = await people.invite()
  await enterAsChief(chief, '/admin/reports')
  const mia = await moderator(people, chief, `Mia-${info.project.name}`)
  const { page } = chief
  await reportedPair(people)
  const [, bob] = await reportedPair(people)
  const queue = page.getByRole('list', { name: 'Reports' }).getByRole('listitem')
  await expect(queue).toHaveCount(2)

  // By keys alone: to the first case, to the next and back.
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const decision = region(page, 'Decide')
  await expect(decision.getByText('You have this case; other moderators see that.')).toBeVisible()
  await inspect(page, 'desk', info)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Next case')
  await inspect(page, 'desk keys', info)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const first = page.url()
  await page.keyboard.press('j')
  await expect(page).not.toHaveURL(first)
  // A key that follows at once is meant for the case that was asked for.
  await page.keyboard.press('k')
  await expect(page).toHaveURL(first)
  await expect(decision.getByText('You have this case; other moderators see that.')).toBeVisible()

  await mia.page.goto(first)
  mia.forgive(/409/)
  await expect(mia.page.getByText('Another moderator has this case.')).toBeVisible()
  await expect(mia.button('Resolve')).toBeDisabled()
  await inspect(mia.page, 'case of another', info)
  await mia.page.goto('/admin/appeals')

  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('How long').selectOption('For ever')
  await dialog.getByLabel('Reason').fill('unpleasant')
  bob.forgive(/403|401/)
  await dialog.getByRole('button', { name: 'Ban for ever' }).press('Enter')
  await expect(decision.getByText('Resolved. The reporter is told.')).toBeVisible()

  await expect(bob.heading('You have been banned')).toBeVisible()
  await bob.page.getByLabel('Is this a mistake?').fill('That was my brother')
  await inspect(bob.page, 'banned', info)
  await bob.button('Ask for another look').click()
  await expect(bob.page.getByText('Your appeal is with us.')).toBeVisible()

  await page.goto('/admin/appeals')
  await expect(page.getByText('You made this ban. Another moderator answers the appeal.')).toBeVisible()
  const appeal = mia.page.getByRole('article').filter({ hasText: 'That was my brother' })
  await appeal.getByLabel('Answer').fill('We looked again: you are right')
  await expect(appeal.getByText('You have this case')).toBeVisible()
  await inspect(mia.page, 'appeals', info)
  await appeal.getByRole('button', { name: 'Lift the ban' }).click()
  await expect(appeal).toBeHidden()

  await bob.page.goto('/chat')
  await expect(bob.page.getByText('Your ban was lifted. We looked again: you are right')).toBeVisible()
  await inspect(bob.page, 'ban lifted', info)
  await bob.button('All right').click()
  const other = await people.welcome()
  await meet([bob, other])
  await bob.send('hello again')
  await expect(other.messages).toHaveCount(1)
})

test('a warning reaches the person at once and stays until it is confirmed', async ({ people }, info) => {
  const chief = await people.invite()
  await enterAsChief(chief, '/admin/reports')
  const { page } = chief
  const [, bob] = await reportedPair(people)
  await page.getByRole('list', { name: 'Reports' }).getByRole('link').first().click()
  await expect(region(page, 'Warnings and notes')).toContainText('No warnings and no notes.')
  await page.keyboard.press('w')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What they read').fill('Please keep it friendly')
  await inspect(page, 'warn', info)
  await dialog.getByRole('button', { name: 'Warn', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(region(page, 'Warnings and notes')).toContainText('not confirmed yet')

  await expect(bob.page.getByText('Please keep it friendly')).toBeVisible()
  await bob.page.goto('/chat')
  await expect(bob.page.getByText('Please keep it friendly')).toBeVisible()
  await inspect(bob.page, 'warning', info)
  await bob.button('I understand').click()
  await bob.page.reload()
  await expect(bob.startButton).toBeVisible()
  await expect(bob.page.getByText('Please keep it friendly')).toBeHidden()
})

test('the board counts what was decided, leads to it, and saves what it shows', async ({ people }, info) => {
  const chief = await people.invite()
  await enterAsChief(chief, '/admin/reports')
  const { page } = chief
  await reportedPair(people)
  await page.getByRole('list', { name: 'Reports' }).getByRole('link').first().click()
  await chief.button('Dismiss').click()
  await expect(page.getByText('Dismissed. The reporter is told.')).toBeVisible()
  await page.goto('/admin/moderation')
  const figure = (name: string) => page.locator('dl > div').filter({ hasText: name })
  await expect(figure('First decision')).not.toContainText('–')
  await expect(page.getByRole('heading', { name: 'What was deleted, and when' })).toBeVisible()
  await inspect(page, 'moderation board', info)
  const file = page.waitForEvent('download')
  await region(page, 'What came of it').getByRole('button', { name: 'Save “What came of it” as CSV' }).click()
  expect((await file).suggestedFilename()).toMatch(/^omegoo-moderation-outcomes-/)
  await figure('Dismissed').getByRole('link').click()
  await expect(page).toHaveURL('/admin/reports?status=dismissed')
  await expect(page.getByRole('list', { name: 'Reports' }).getByRole('listitem').first()).toBeVisible()
})

test('a saved text gets other words, and goes', async ({ people }, info) => {
  const chief = await people.invite()
  await enterAsChief(chief, '/admin/moderation')
  const { page } = chief
  const saved = region(page, 'Saved texts')
  const title = `Adverts ${info.project.name}`
  await expect(saved.getByRole('button', { name: 'New text' })).toBeVisible()
  await saved.getByRole('button', { name: 'New text' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Please write something.')).toHaveCount(2)
  await dialog.getByLabel('Title').fill(title)
  await dialog.getByLabel('Words').fill('Please do not sell here')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await saved.getByRole('button', { name: `Change “${title}”` }).click()
  await dialog.getByLabel('Words').fill('Please do not advertise here')
  await inspect(page, 'change a saved text', info)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(saved.getByText('Please do not advertise here')).toBeVisible()
  await saved.scrollIntoViewIfNeeded()
  await inspect(page, 'saved texts', info)
  await saved.getByRole('button', { name: `Remove “${title}”` }).click()
  await inspect(page, 'remove a saved text', info)
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(saved.getByText('Please do not advertise here')).toBeHidden()
})

test('a key that is pressed before the case is there decides nothing, and says so', async ({
  people,
}, info) => {
  const chief = await people.invite()
  await enterAsChief(chief, '/admin/reports')
  const { page } = chief
  await reportedPair(people)
  const address = await page
    .getByRole('list', { name: 'Reports' })
    .getByRole('link')
    .first()
    .getAttribute('href')
  let arrive = () => {}
  const held = new Promise<void>((resolve) => (arrive = resolve))
  await page.route(/\/api\/admin\/reports\/[0-9a-f-]{36}$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(address ?? '')
  await expect(page.getByText('The report is on its way')).toBeAttached()
  const line = page.getByText('D was pressed before the case was here, and did nothing.')
  // The page that the server sends takes no keys until it is alive.
  await expect(async () => {
    await page.keyboard.press('d')
    await expect(line).toBeVisible({ timeout: 500 })
  }).toPass()
  arrive()
  await expect(region(page, 'Decide').getByRole('button', { name: 'Dismiss' })).toBeEnabled()
  await expect(line).toBeVisible()
  await inspect(page, 'key before the case', info)
  await page.keyboard.press('d')
  await expect(page.getByText('Dismissed. The reporter is told.')).toBeVisible()
  await expect(line).toBeHidden()
})
