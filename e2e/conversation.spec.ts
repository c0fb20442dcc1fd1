import { keepPictures } from './support/looks'
import { expect, test } from './support/test'

test.use({ serviceWorkers: 'allow' })

test('two guests register, meet, talk both ways and go on', async ({ people }, info) => {
  const ann = await people.invite({ colorScheme: 'light' })
  const bob = await people.invite({ colorScheme: 'dark' })
  for (const guest of [ann, bob]) {
    await guest.page.goto('/chat')
    await guest.answerGate('25')
    await expect(guest.startButton).toBeVisible()
  }
  await ann.startButton.click()
  await expect(ann.heading('Looking for somebody')).toBeVisible()
  await expect(ann.page.getByText('You are next in line')).toBeVisible()
  await bob.startButton.click()
  await expect(ann.composer).toBeFocused()
  await expect(bob.composer).toBeFocused()
  await expect(ann.page.getByText('You are talking with a stranger.')).toBeVisible()

  await ann.send('Hello, who is there?')
  await expect(bob.messages).toHaveText(['Stranger: Hello, who is there?'])
  await expect(ann.messages.last()).toContainText('Delivered')
  await bob.send('Somebody on a night train.')
  await expect(ann.messages.last()).toHaveText('Stranger: Somebody on a night train.')
  await keepPictures(ann.page, 'talking', info)

  await ann.button('Next').click()
  await expect(bob.heading('Your partner has left')).toBeVisible()
  await expect(bob.button('Meet somebody new')).toBeFocused()
  const cem = await people.welcome()
  await cem.startButton.click()
  await expect(ann.composer).toBeVisible()
  await ann.send('A new face')
  await expect(cem.messages).toHaveText(['Stranger: A new face'])
  await expect(bob.messages).toHaveCount(2)
})

test(
  'two people who just parted meet again when no one else is there',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.button('Leave').click()
    await expect(ann.heading('You left')).toBeVisible()
    await ann.button('Meet somebody new').click()
    await bob.button('Meet somebody new').click()
    await expect(ann.composer).toBeVisible({ timeout: 15_000 })
    await bob.send('You again')
    await expect(ann.messages).toHaveText(['Stranger: You again'])
  },
)

test('typing is shown, and cleared by stopping and by the message', { tag: '@once' }, async ({ people }) => {
  const [ann, bob] = await people.pair()
  const status = bob.page.getByRole('banner')
  await ann.composer.pressSequentially('Let me')
  await expect(status).toContainText('Typing')
  await expect(status).not.toContainText('Typing')
  await expect(status).toContainText('Here')

  await ann.composer.pressSequentially(' think')
  await expect(status).toContainText('Typing')
  await ann.composer.press('Enter')
  await expect(bob.messages).toHaveText(['Stranger: Let me think'])
  await expect(status).not.toContainText('Typing')
})

test(
  'a line break stays in the message, and a tag is shown as text or dropped, never obeyed',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.composer.fill('one')
    await ann.composer.press('Shift+Enter')
    await ann.composer.pressSequentially('I <3 you <b>much</b>')
    await ann.composer.press('Enter')
    await expect(bob.log.getByText('one\nI <3 you much')).toBeVisible()
  },
)

test(
  'a refresh in the middle goes on with the whole conversation and the draft',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.send('first')
    await expect(bob.messages).toHaveCount(1)
    await bob.send('second')
    await expect(ann.messages).toHaveCount(2)
    await ann.composer.fill('not yet sent')
    await ann.page.reload()
    await expect(ann.messages).toHaveText([/^You: first/, 'Stranger: second'])
    await expect(ann.composer).toHaveValue('not yet sent')

    await bob.send('third')
    await expect(ann.messages.last()).toHaveText('Stranger: third')
    await ann.composer.press('Enter')
    await expect(bob.messages).toHaveText([
      'Stranger: first',
      /^You: second/,
      /^You: third/,
      'Stranger: not yet sent',
    ])
  },
)

test(
  'a second tab shows the same conversation, and what one tab sends the other shows',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.send('from the first tab')
    await expect(ann.messages.last()).toContainText('Delivered')
    const tab = await ann.openTab()
    await tab.page.goto('/chat')
    await expect(tab.messages).toHaveText([/^You: from the first tab/])
    await tab.send('from the second tab')
    await expect(bob.messages).toHaveCount(2)
    await bob.send('heard both')
    const whole = [/^You: from the first tab/, /^You: from the second tab/, 'Stranger: heard both']
    await expect(ann.messages).toHaveText(whole)
    await expect(tab.messages).toHaveText(whole)

    await tab.button('Leave').click()
    await expect(bob.heading('Your partner has left')).toBeVisible()
    await expect(ann.heading('You left')).toBeVisible()
  },
)

test('two people with the same interest meet although others wait', { tag: '@once' }, async ({ people }) => {
  const [gil, ann, bob] = await Promise.all([people.welcome(), people.welcome(), people.welcome()])
  await ann.addInterest('Night trains')
  await bob.addInterest('night TRAINS')
  await gil.addInterest('Gardening')
  await gil.startButton.click()
  await expect(gil.heading('Looking for somebody')).toBeVisible()
  await expect(gil.page.getByText('You are next in line')).toBeVisible()
  await Promise.all([ann, bob].map((person) => person.startButton.focus()))
  await Promise.all([ann, bob].map((person) => person.page.keyboard.press('Enter')))
  await expect(ann.composer).toBeVisible()
  await ann.send('All aboard')
  await expect(bob.messages).toHaveText(['Stranger: All aboard'])
})

test(
  'stopping to look goes back to the start, and a refresh while looking goes on looking',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.welcome()
    await ann.startButton.click()
    await expect(ann.page.getByText('You are next in line')).toBeVisible()
    await ann.page.reload()
    await expect(ann.page.getByText('You are next in line')).toBeVisible()
    await ann.button('Stop looking').click()
    await expect(ann.startButton).toBeVisible()
  },
)
