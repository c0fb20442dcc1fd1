import { keepPictures } from './support/looks'
import { expect, test } from './support/test'

test('a report takes two taps, explains what is kept, and both see the end', async ({ people }, info) => {
  const [ann, bob] = await people.pair()
  await bob.send('something unpleasant')
  await expect(ann.messages).toHaveCount(1)

  await ann.button('Report').click()
  const dialog = ann.page.getByRole('dialog', { name: 'Report this person' })
  await expect(dialog).toContainText('keeps the last 30 messages of each of you')
  await keepPictures(ann.page, 'report dialog', info)
  await expect(dialog.getByRole('radio')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Seems under 18' }).click()

  await expect(ann.heading('Your report is about to be sent')).toBeVisible()
  await expect(ann.page.getByText(/\d seconds? left to take it back/)).toBeVisible()
  await expect(ann.button('Take it back')).toBeFocused()
  await expect(ann.log).toBeHidden()
  await keepPictures(ann.page, 'report about to be sent', info)
  await ann.button('Take it back').click()
  await expect(ann.messages).toHaveCount(1)
  await expect(ann.composer).toBeVisible()

  await ann.button('Report').click()
  await dialog.getByRole('button', { name: 'Seems under 18' }).click()
  await expect(ann.heading('Thank you, your report is in')).toBeVisible()
  await expect(ann.page.getByText('You two will not be paired again.')).toBeVisible()
  await expect(ann.button('Reported')).toBeDisabled()
  await expect(bob.heading('Your partner has left')).toBeVisible()
  // As after any leaving: nobody sees that they were reported.
  await expect(bob.page.getByText('It happens all the time, and it is rarely about you.')).toBeVisible()
  await keepPictures(ann.page, 'reported', info)
})

test('a conversation that is over can still be reported, in words', { tag: '@once' }, async ({ people }) => {
  const [ann, bob] = await people.pair()
  await bob.send('and gone')
  await expect(ann.messages).toHaveCount(1)
  await bob.button('Leave').click()
  await expect(ann.heading('Your partner has left')).toBeVisible()
  await ann.button('Report').click()
  const dialog = ann.page.getByRole('dialog', { name: 'Report this person' })
  await dialog.getByRole('textbox', { name: 'In your words' }).fill('Said it and left.')
  await dialog.getByRole('button', { name: 'Harassment, hate or threats' }).click()
  await ann.button('Send now').click()
  await expect(ann.heading('Thank you, your report is in')).toBeVisible()
})

test(
  'after a block the two are never paired again, while both look and a third comes',
  { tag: '@once' },
  async ({ people }, info) => {
    const [ann, bob] = await people.pair()
    await ann.button('Block').click()
    const dialog = ann.page.getByRole('dialog', { name: 'Block this person' })
    await keepPictures(ann.page, 'block dialog', info)
    await dialog.getByRole('button', { name: 'Block', exact: true }).click()
    await expect(ann.heading('Blocked')).toBeVisible()
    await expect(bob.heading('Your partner has left')).toBeVisible()

    await ann.button('Meet somebody new').click()
    await expect(ann.page.getByText('You are next in line')).toBeVisible()
    await bob.button('Meet somebody new').click()
    await expect(bob.page.getByText('You are number 2 in line')).toBeVisible()
    const cem = await people.welcome()
    await cem.startButton.click()
    await expect(ann.composer).toBeVisible()
    await expect(cem.composer).toBeVisible()
    await expect(bob.heading('Looking for somebody')).toBeVisible()
  },
)

test(
  'a block can be undone right after, until the person is reported',
  { tag: '@once' },
  async ({ people }) => {
    const [ann] = await people.pair()
    await ann.button('Block').click()
    await ann.page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click()
    await ann.button('Undo the block').click()
    await expect(ann.heading('You left')).toBeVisible()
    await ann.button('Block').click()
    await ann.page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click()
    await expect(ann.button('Undo the block')).toBeVisible()
    await ann.button('Report').click()
    await ann.page.getByRole('dialog').getByRole('button', { name: 'Something else' }).click()
    await ann.button('Send now').click()
    await expect(ann.page.getByText('You two will not be paired again.')).toBeVisible()
    await expect(ann.button('Undo the block')).toBeHidden()
  },
)

test(
  'foul words are delivered with a warning, and the third time ends it',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.send('fuck you')
    await expect(ann.page.getByText('words like these are not welcome here')).toBeVisible()
    await ann.button('All right').click()
    await expect(ann.page.getByText('words like these are not welcome here')).toBeHidden()
    await ann.send('fuck this')
    await expect(bob.messages).toHaveCount(2)
    await ann.send('fuck that')
    await expect(ann.page.getByText('Words that are not welcome here were used three times.')).toBeVisible()
    await expect(bob.heading(/^(Your partner has left|This conversation was ended)$/)).toBeVisible()
  },
)
