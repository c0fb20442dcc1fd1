import { inspect, keepPictures } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { expect, meet, type People, test } from './support/test'

const lineOf = (person: Person) => person.page.getByRole('complementary', { name: 'Your conversation' })
const backOf = (person: Person) => lineOf(person).getByRole('link')

/** Goes to the settings and comes back, so that the browser's own way back leads there out of a conversation. */
async function passSettings({ page }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL('/settings')
  await page.getByRole('link', { name: 'Meet', exact: true }).click()
  await expect(page).toHaveURL('/chat')
}

async function leaveForSettings(person: Person): Promise<void> {
  await person.page.goBack()
  await expect(person.heading('Settings')).toBeVisible()
}

/** Two who talk; the first has been at the settings before, and goes there again. */
async function besideTheSettings(people: People): Promise<readonly [Person, Person]> {
  const [ann, bob] = await Promise.all([people.welcome(), people.welcome()])
  await passSettings(ann)
  await meet([ann, bob])
  await ann.send('before')
  await leaveForSettings(ann)
  await expect(lineOf(ann)).toContainText('You are talking with a stranger')
  return [ann, bob]
}

test('a conversation goes on beside the settings, and one line leads back to it', async ({
  people,
}, info) => {
  const [ann, bob] = await besideTheSettings(people)
  await bob.send('one')
  await bob.send('two')
  await expect(backOf(ann)).toContainText('2 new messages')
  await expect(bob.messages.last()).toContainText('Delivered')
  await expect(bob.page.getByText(/lost the connection/)).toBeHidden()
  await inspect(ann.page, 'unread beside the settings', info)

  await bob.page.goto('/offline')
  await expect(lineOf(ann)).toContainText(/Your partner lost the connection\s*\d+ s to come back/)
  await keepPictures(ann.page, 'partner gone beside the settings', info)
  await bob.page.goto('/chat')
  await expect(lineOf(ann)).toContainText('You are talking with a stranger')

  await backOf(ann).click()
  await expect(ann.messages).toHaveText([/^You: before/, 'Stranger: one', 'Stranger: two'])
  await expect(lineOf(ann)).toBeHidden()
  await leaveForSettings(ann)
  await expect(backOf(ann)).not.toContainText('new message')
})

test(
  'the line shows the seconds of a lost connection, and how to see what is over',
  { tag: '@once' },
  async ({ people }, info) => {
    const [ann, bob] = await besideTheSettings(people)
    ann.forgive(NO_NETWORK)
    await ann.context.setOffline(true)
    await expect(lineOf(ann)).toContainText(/You lost the connection\s*\d+ s left to come back/)
    await keepPictures(ann.page, 'offline beside the settings', info)
    await ann.context.setOffline(false)
    await expect(lineOf(ann)).toContainText('You are talking with a stranger')

    await bob.button('Leave').click()
    await expect(lineOf(ann)).toContainText('Your conversation is over')
    await inspect(ann.page, 'over beside the settings', info)
    await backOf(ann).click()
    await expect(ann.heading('Your partner has left')).toBeVisible()
    await expect(ann.messages).toHaveText([/^You: before/])
  },
)

test('the line is there with the first page that is opened, and can be put away at the end', async ({
  people,
}, info) => {
  const [ann, bob] = await people.pair()
  await bob.send('hello')
  await expect(ann.messages).toHaveCount(1)
  await ann.page.goto('/')
  await expect(lineOf(ann)).toContainText('You are talking with a stranger')
  await keepPictures(ann.page, 'landing page with a conversation', info)
  await bob.send('still there?')
  await expect(backOf(ann)).toContainText('1 new message')
  await expect(bob.messages.last()).toContainText('Delivered')
  await bob.button('Leave').click()
  await expect(lineOf(ann)).toContainText('Your conversation is over')
  await lineOf(ann).getByRole('button', { name: 'Dismiss' }).click()
  await expect(lineOf(ann)).toBeHidden()
})

test(
  'a search ends with its page, and goes on when one is back at once',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await Promise.all([people.welcome(), people.welcome()])
    await passSettings(ann)
    await ann.startButton.click()
    await expect(ann.heading('Looking for somebody')).toBeVisible()
    await leaveForSettings(ann)
    await bob.startButton.click()
    await expect(bob.page.getByText('You are next in line')).toBeVisible()
    await ann.page.goForward()
    await expect(ann.composer).toBeVisible()
    await expect(bob.composer).toBeVisible()
  },
)
