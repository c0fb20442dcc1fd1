import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { register } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, meet, test } from './support/test'

const nav = ({ page }: Person) => page.getByRole('navigation', { name: 'Omegoo' })

/** Somebody with an e-mail address, and a name that nobody else has, in the general channel. */
async function member(person: Person, first: string): Promise<Person & { readonly name: string }> {
  const name = `${first} ${randomBytes(3).toString('hex')}`
  await register(person, `${name.replace(' ', '-').toLowerCase()}@example.org`, name)
  await person.page.goto('/channels')
  await person.button('Join').first().click()
  await expect(person.composer).toBeVisible()
  return Object.assign(person, { name })
}
const twoMembers = async (invite: () => Promise<Person>) =>
  [await member(await invite(), 'Ann'), await member(await invite(), 'Bob')] as const

// Each of them looks at pages in two colours, which takes a loaded machine its time.
test.slow()

test('the parts of the app lead to each other, and say what is unread', async ({ people }, info) => {
  const [ann, bob] = await twoMembers(people.invite)
  await bob.page.goto('/chat')
  await expect(bob.startButton).toBeVisible()
  await ann.send('Where are you?')
  await expect(nav(bob).getByText('1 unread message')).toBeAttached()
  await inspect(bob.page, 'the start with the parts of the app', info)
  await nav(bob)
    .getByRole('link', { name: /^Messages/ })
    .click()
  await expect(bob.page).toHaveURL('/messages')
  await nav(bob).getByRole('link', { name: 'Meet' }).click()
  await expect(bob.startButton).toBeVisible()
})

test('while strangers talk there are no other parts of the app in the way', async ({ people }) => {
  const two = [await people.welcome(), await people.welcome()] as const
  await expect(nav(two[0])).toBeVisible()
  await meet(two)
  for (const person of two) await expect(nav(person)).toBeHidden()
})

test('what one chooses to be shown as is seen by people of shared conversations', async ({
  people,
}, info) => {
  const [ann, bob] = await twoMembers(people.invite)
  await ann.button('Members').click()
  await ann.button(`Write to ${bob.name}`).click()
  await expect(ann.heading(bob.name)).toBeVisible()
  await ann.send('hello')
  await bob.page.goto('/messages')
  await bob.page.getByRole('button', { name: 'Your status: Online' }).filter({ visible: true }).click()
  const dialog = bob.page.getByRole('dialog', { name: 'Your status' })
  await dialog.getByRole('radio', { name: 'Busy' }).check()
  await dialog.getByLabel('A few words beside it').fill('In a meeting')
  await inspect(bob.page, 'one’s own status', info)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(ann.page.getByRole('main').getByText('In a meeting')).toBeVisible()
  await expect(
    bob.page.getByRole('button', { name: 'Your status: Busy' }).filter({ visible: true }),
  ).toBeVisible()
})

test('Ctrl and K lead to a conversation by its name', { tag: '@once' }, async ({ people }, info) => {
  const [ann, bob] = await twoMembers(people.invite)
  await ann.button('Members').click()
  await ann.button(`Write to ${bob.name}`).click()
  await expect(ann.heading(bob.name)).toBeVisible()
  await ann.send('hello')
  await expect(ann.page.getByRole('list', { name: 'Your conversations' })).toContainText('hello')
  await ann.page.keyboard.press('Control+k')
  const field = ann.page.getByRole('combobox', { name: 'Name of a conversation' })
  await field.fill('gen')
  await inspect(ann.page, 'the quick switcher', info)
  await field.press('Enter')
  await expect(ann.page).toHaveURL('/channels/1')
})

test('a picture goes with a message, and is seen by the others', async ({ people }, info) => {
  const [ann, bob] = await twoMembers(people.invite)
  const [chooser] = await Promise.all([ann.page.waitForEvent('filechooser'), ann.button('Add files').click()])
  await chooser.setFiles(join(import.meta.dirname, '../public/icons/apple-touch.png'))
  await expect(ann.page.getByRole('list', { name: 'Files of this message' })).toContainText('Ready')
  await inspect(ann.page, 'a file of a draft', info)
  await ann.send('The sign of the house')
  const picture = bob.page.getByRole('log').getByRole('img', { name: 'apple-touch.png' })
  await expect(picture).toBeVisible()
  await expect
    .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0)
  await inspect(bob.page, 'a picture in a channel', info)
})
