import { randomBytes } from 'node:crypto'
import { register } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

/** Somebody in the general channel, with a name that nobody else has. */
async function member(person: Person, first: string): Promise<Person & { readonly name: string }> {
  const name = `${first} ${randomBytes(3).toString('hex')}`
  await register(person, `${name.replace(' ', '-').toLowerCase()}@example.org`, name)
  await person.page.goto('/channels')
  await person.button('Join').first().click()
  await expect(person.composer).toBeVisible()
  return Object.assign(person, { name })
}
const messages = ({ page }: Person) => page.getByRole('log', { name: 'Messages' }).getByRole('listitem')
const saying = (person: Person, text: string) => messages(person).filter({ hasText: text })
const openActions = (person: Person, text: string) =>
  saying(person, text).last().getByRole('button', { name: 'More about this message' }).click()

test('a name is completed by keys, whom it means is told so apart, and who has read it is named', async ({
  people,
}, info) => {
  test.slow()
  const ann = await member(await people.invite(), 'Ann')
  const bob = await member(await people.invite(), 'Bob')
  await bob.page.goto('/messages')
  const begun = bob.name.slice(0, -2).toLowerCase()
  await ann.composer.pressSequentially(`Hello @${begun}`)
  const option = ann.page.getByRole('option', { name: bob.name })
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await inspect(ann.page, 'names to mention', info)
  await ann.composer.press('Enter')
  await expect(ann.composer).toHaveValue(`Hello @${bob.name} `)
  await expect(option).toBeHidden()
  await ann.composer.pressSequentially('and welcome')
  await ann.composer.press('Enter')
  await expect(saying(ann, 'and welcome')).toBeVisible()

  const line = bob.page.getByRole('list', { name: 'Your conversations' }).getByRole('listitem').first()
  await expect(line).toContainText('1 mention of you')
  await inspect(bob.page, 'the list with a mention', info)
  await line.getByRole('link').click()
  await expect(saying(bob, 'and welcome')).toContainText('Mentions you')
  await inspect(bob.page, 'a message that mentions one', info)

  await openActions(ann, 'and welcome')
  await ann.button('Read by').click()
  const dialog = ann.page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: /Read by \d/ })).toBeVisible()
  await expect(dialog.getByText(bob.name)).toBeVisible()
  await inspect(ann.page, 'who has read a message', info)
})

test('what somebody wrote whom one has blocked is covered in a channel, also where it is found or replied to', async ({
  people,
}, info) => {
  test.slow()
  const ann = await member(await people.invite(), 'Ann')
  const bob = await member(await people.invite(), 'Bob')
  const words = `unwanted ${randomBytes(3).toString('hex')}`
  await bob.send(words)
  await expect(saying(ann, words)).toBeVisible()
  await openActions(ann, words)
  await ann.button('Block').click()
  const dialog = ann.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Block', exact: true }).click()
  await expect(dialog.getByText('is covered now until you ask for it')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(saying(ann, words)).toHaveCount(0)
  const covered = saying(ann, 'Message from somebody you blocked')
  await expect(covered.last()).toBeVisible()

  await bob.send('more of it')
  await expect(covered).toHaveCount(2)
  await ann.button('Search in this conversation').click()
  await ann.page.getByRole('searchbox').fill(words)
  await expect(ann.page.getByText('1 message found')).toBeVisible()
  await expect(ann.page.getByRole('search').getByText('Message from somebody you blocked')).toBeVisible()
  await inspect(ann.page, 'messages of somebody who is blocked', info)

  await covered.first().getByRole('button', { name: 'Show' }).click()
  await expect(saying(ann, words)).toBeVisible()
})
