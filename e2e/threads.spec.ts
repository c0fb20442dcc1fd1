import { randomBytes } from 'node:crypto'
import type { Locator } from '@playwright/test'
import { register } from './support/admin'
import { inspect } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { expect, test } from './support/test'

/** Somebody with a name that nobody else has: the general channel keeps the people of other flows. */
type Named = Person & { readonly name: string }

/** A person with an e-mail address, who stands before the list of their conversations. */
async function comeIn(person: Person, first: string): Promise<Named> {
  const name = `${first} ${randomBytes(3).toString('hex')}`
  await register(person, `${name.replace(' ', '-').toLowerCase()}@example.org`, name)
  await person.page.goto('/messages')
  await expect(person.page.getByText('No conversations yet')).toBeAttached()
  return Object.assign(person, { name })
}
const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' })
const messagesIn = (person: Person) => log(person).getByRole('listitem')
const listOf = ({ page }: Person) => page.getByRole('list', { name: 'Your conversations' })
const lineOf = (person: Person, text: string | RegExp): Locator =>
  listOf(person).getByRole('listitem').filter({ hasText: text })

async function joinGeneral(person: Person): Promise<void> {
  await person.page.goto('/channels')
  await person.button('Join').first().click()
  await expect(person.page).toHaveURL(/\/channels\/1$/)
  await expect(person.composer).toBeVisible()
}
/** From the members of the channel to a conversation of two. */
async function writeTo(person: Person, name: string): Promise<void> {
  await person.button('Members').click()
  await person.button(`Write to ${name}`).click()
  await expect(person.page).toHaveURL(/\/messages\//)
  await expect(person.heading(name)).toBeVisible()
}
async function pairInGeneral(invite: () => Promise<Person>): Promise<readonly [Named, Named]> {
  const ann = await comeIn(await invite(), 'Ann')
  const bob = await comeIn(await invite(), 'Bob')
  for (const person of [ann, bob]) await joinGeneral(person)
  return [ann, bob]
}

test('two people write in a channel, then to each other; nothing is lost on the way', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await pairInGeneral(people.invite)
  await ann.send('Hello everybody, see https://example.org for more')
  const link = messagesIn(bob).filter({ hasText: 'Hello everybody' }).getByRole('link')
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  await bob.composer.pressSequentially('Hi there')
  await expect(ann.page.getByText(`${bob.name} is typing`)).toBeVisible()
  await bob.composer.press('Enter')
  await expect(messagesIn(ann).filter({ hasText: 'Hi there' })).toHaveCount(1)
  await inspect(bob.page, 'a channel', info)

  await writeTo(ann, bob.name)
  await ann.send('Just for you')
  await expect(messagesIn(ann).last()).toContainText('Delivered')
  await bob.page.goto('/messages')
  await expect(lineOf(bob, 'Just for you')).toContainText('1 unread message')
  await inspect(bob.page, 'the list of conversations', info)
  await lineOf(bob, 'Just for you').getByRole('link').click()
  await expect(log(bob).getByText('New', { exact: true })).toBeVisible()
  await expect(messagesIn(ann).last()).toContainText('Read')

  await messagesIn(ann).last().getByRole('button', { name: 'More about this message' }).click()
  await ann.button('Edit').click()
  await ann.composer.fill('Only for you')
  await ann.button('Save').click()
  await expect(messagesIn(bob).last()).toContainText('Only for you')
  await expect(messagesIn(bob).last()).toContainText('edited')

  await messagesIn(bob).last().getByRole('button', { name: 'More about this message' }).click()
  await bob.button('Reply').click()
  await bob.send('Thank you')
  await expect(messagesIn(ann).last()).toContainText('Only for you')
  await messagesIn(ann).first().getByRole('button', { name: 'More about this message' }).click()
  await ann.button('Delete').click()
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(messagesIn(bob).first()).toContainText('This message was deleted.')
  await inspect(ann.page, 'a conversation of two', info)

  await ann.composer.fill('half a sentence')
  await ann.page.reload()
  await expect(ann.composer).toHaveValue('half a sentence')
  await expect(messagesIn(ann)).toHaveCount(2)
})

test('what one writes without a network goes when it is back, once and in order', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await pairInGeneral(people.invite)
  await writeTo(ann, bob.name)
  await ann.send('before the tunnel')
  await bob.page.goto('/messages')
  await lineOf(bob, 'before the tunnel').getByRole('link').click()
  await expect(messagesIn(bob)).toHaveCount(1)
  ann.forgive(NO_NETWORK)
  await ann.goOffline()
  await ann.send('in the tunnel, one')
  await ann.send('in the tunnel, two')
  await expect(log(ann).getByText('Waiting for the connection')).toHaveCount(2)
  await inspect(ann.page, 'a conversation without a network', info)
  await bob.send('meanwhile')
  await expect(messagesIn(bob)).toHaveCount(2)
  await ann.context.setOffline(false)
  await expect(messagesIn(bob)).toHaveCount(4)
  for (const person of [ann, bob]) {
    await expect(messagesIn(person)).toContainText([
      'before the tunnel',
      'meanwhile',
      'in the tunnel, one',
      'in the tunnel, two',
    ])
    await expect(messagesIn(person)).toHaveCount(4)
  }
})

test('a person is blocked and let in again, and a message is reported where it stands', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await pairInGeneral(people.invite)
  await ann.send('Buy this now')
  await writeTo(bob, ann.name)
  await bob.button(`Block ${ann.name}`).click()
  const dialog = bob.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Block', exact: true }).click()
  await expect(dialog.getByText('Neither of you can open this conversation')).toBeVisible()
  await inspect(bob.page, 'a person who is blocked', info)
  await dialog.getByRole('button', { name: 'Undo the block' }).click()
  await expect(dialog.getByRole('heading', { name: `Block ${ann.name}?` })).toBeVisible()

  await bob.page.goto('/channels/1')
  const message = messagesIn(bob).filter({ hasText: 'Buy this now' }).last()
  await message.getByRole('button', { name: 'More about this message' }).click()
  await message.getByRole('button', { name: 'Report' }).click()
  await dialog.getByRole('combobox').selectOption('Spam, selling or a scam')
  await dialog.getByLabel('In your words').fill('The same to everybody')
  await inspect(bob.page, 'a report of a message', info)
  await dialog.getByRole('button', { name: 'Send the report' }).click()
  await expect(dialog.getByText('A moderator will look at it.')).toBeVisible()
})

test('a search leads to where something was written, and foreign conversations are not there', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await pairInGeneral(people.invite)
  await writeTo(ann, bob.name)
  for (let n = 1; n <= 30; n++) await ann.send(n === 1 ? 'the first needle' : `hay ${n}`)
  await expect(messagesIn(ann).last()).toContainText('hay 30')
  await expect(log(ann).getByText('Sending')).toHaveCount(0)
  await ann.button('Search in this conversation').click()
  await ann.page.getByRole('searchbox').fill('NEEDLE')
  await expect(ann.page.getByText('1 message found')).toBeVisible()
  await inspect(ann.page, 'a search', info)
  await ann.page
    .getByRole('search')
    .getByRole('button', { name: /the first needle/ })
    .click()
  await expect(messagesIn(ann).first()).toBeInViewport()

  const cid = await comeIn(await people.invite(), 'Cid')
  await cid.page.goto(new URL(ann.page.url()).pathname)
  await expect(cid.heading('This conversation is not here')).toBeVisible()
  await inspect(cid.page, 'a conversation that is not here', info)
})

test('a guest is told what is missing, and sees their id', async ({ people }, info) => {
  const guest = await people.invite()
  await guest.register()
  await guest.page.goto('/messages')
  await guest.button('Write to somebody').click()
  const dialog = guest.page.getByRole('dialog', { name: 'Write to somebody' })
  await dialog.getByLabel('Their id').fill('nobody')
  await dialog.getByRole('button', { name: 'Write', exact: true }).click()
  await expect(dialog.getByText('Nobody with this id can be written to.')).toBeVisible()
  await inspect(guest.page, 'writing to somebody', info)
})

test('in Arabic the conversations stand the other way round', { tag: '@once' }, async ({ people }, info) => {
  const ann = await people.invite({ locale: 'ar-EG' })
  await register(ann, `ar-${Date.now()}@example.org`, 'سلمى')
  await ann.page.goto('/channels')
  await ann.button('انضمام').first().click()
  await ann.page.getByRole('textbox', { name: 'رسالتك' }).fill('مرحبًا')
  await ann.page.keyboard.press('Enter')
  await expect(ann.page.getByRole('log').getByRole('listitem').filter({ hasText: 'مرحبًا' })).toHaveCount(1)
  await expect(ann.page.locator('html')).toHaveAttribute('dir', 'rtl')
  await inspect(ann.page, 'a channel in Arabic', info)
})

test(
  'signed out, one comes in at the gate and then to the messages',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    await guest.page.goto('/messages')
    await expect(guest.page).toHaveURL(/\/gate\?next=%2Fmessages$/)
  },
)
