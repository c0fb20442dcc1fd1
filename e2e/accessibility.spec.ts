import { inspect } from './support/looks'
import { NO_NETWORK } from './support/person'
import { expect, test } from './support/test'

const PAGES = [
  { path: '/', name: 'landing', heading: 'Talk to somebody you have never met.' },
  { path: '/terms', name: 'terms', heading: 'Terms' },
  { path: '/privacy', name: 'privacy', heading: 'Privacy' },
  { path: '/no/such/page', name: 'not found', heading: 'Nobody here' },
  { path: '/api/docs', name: 'reference', heading: /./ },
  { path: '/api/docs/rest', name: 'reference of endpoints', heading: /./, tag: '@once' },
]

for (const { path, name, heading, tag = [] } of PAGES) {
  test(`${name}: axe finds nothing, in light and dark`, { tag }, async ({ people }, info) => {
    test.slow()
    const guest = await people.invite()
    guest.forgive(/status of 404.*no\/such\/page/)
    await guest.page.goto(path, { waitUntil: 'networkidle' })
    await expect(guest.page.getByRole('heading', { level: 1 }).first()).toHaveText(heading)
    await inspect(guest.page, name, info)
  })
}

test(
  'reference of events: axe finds nothing, in light and dark',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const guest = await people.invite()
    await guest.page.goto('/api/docs/events', { waitUntil: 'networkidle' })
    // The smallest contract has every part that the viewer draws; all of them take axe a minute.
    await guest.page.getByLabel('Contract').selectOption('Helpdesk chat')
    await expect(guest.page.getByRole('heading', { level: 3, name: /send_text_message/ })).toBeHidden()
    await inspect(guest.page, 'reference of events', info)
  },
)

test('the gate in all its states: axe finds nothing, in light and dark', async ({ people }, info) => {
  test.slow()
  const guest = await people.invite()
  await guest.page.goto('/chat')
  await expect(guest.page.getByLabel('How old are you?')).toBeVisible()
  await inspect(guest.page, 'gate', info)
  await guest.button('Come in').click()
  await expect(guest.page.getByText('Please agree to the terms to go on.')).toBeVisible()
  await inspect(guest.page, 'gate with answers missing', info)
  guest.forgive(NO_NETWORK)
  await guest.context.setOffline(true)
  await guest.answerGate('25')
  await expect(guest.page.getByText('No connection right now.')).toBeVisible()
  await inspect(guest.page, 'gate offline', info)
  await guest.context.setOffline(false)
  await guest.answerGate('17')
  await expect(guest.heading('See you when you are 18')).toBeVisible()
  await inspect(guest.page, 'gate refused', info)
})

test('the chat before and while looking: axe finds nothing, in light and dark', async ({
  people,
  isMobile,
}, info) => {
  test.slow()
  const ann = await people.welcome()
  await inspect(ann.page, 'start', info)
  for (const word of ['Night trains', 'Sourdough', 'Films', 'Chess', 'Whales']) await ann.addInterest(word)
  await expect(ann.page.getByText('That is five.')).toBeVisible()
  await inspect(ann.page, 'start with five interests', info)
  if (!isMobile) {
    await ann.button('Keyboard shortcuts').click()
    await expect(ann.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await inspect(ann.page, 'shortcuts', info)
    await ann.page.keyboard.press('Escape')
  }
  await ann.page.clock.install()
  await ann.startButton.click()
  await expect(ann.page.getByText('You are next in line')).toBeVisible()
  await inspect(ann.page, 'looking', info)
  await ann.page.clock.fastForward(20_000)
  await expect(ann.page.getByText(/It is quiet here right now|Nobody else is here right now/)).toBeVisible()
  await inspect(ann.page, 'looking while it is quiet', info)
})

test('the conversation and its end: axe finds nothing, in light and dark', async ({ people }, info) => {
  test.slow()
  const [ann, bob] = await people.pair()
  await inspect(ann.page, 'talk begins', info)
  await ann.send('Hello. I am on a night train to Lisbon and cannot sleep.')
  await bob.send('Then you are the third person today who writes to me from a train.')
  await bob.send('What do you see out of the window?')
  await ann.send('My own face, mostly.\nAnd a few lights far away.')
  await expect(ann.messages.last()).toContainText('Delivered')
  await bob.composer.pressSequentially('Those lights')
  await expect(ann.page.getByRole('banner')).toContainText('Typing')
  await inspect(ann.page, 'talking', info)

  await ann.button('Report').click()
  await expect(ann.page.getByRole('dialog', { name: 'Report this person' })).toBeVisible()
  await inspect(ann.page, 'report dialog', info)
  await ann.page.keyboard.press('Escape')
  await ann.button('Block').click()
  await expect(ann.page.getByRole('dialog', { name: 'Block this person' })).toBeVisible()
  await inspect(ann.page, 'block dialog', info)
  await ann.page.keyboard.press('Escape')

  await ann.composer.fill('x'.repeat(1_010))
  await expect(ann.page.getByText('10 characters too long')).toBeVisible()
  await inspect(ann.page, 'message too long', info)
  await ann.button('Leave').click()
  await expect(ann.heading('You left')).toBeVisible()
  await inspect(ann.page, 'one left', info)
  await expect(bob.heading('Your partner has left')).toBeVisible()
  await inspect(bob.page, 'partner left', info)
})

test(
  'the conversation without a network: axe finds nothing, in light and dark',
  { tag: '@once' },
  async ({ people, site }, info) => {
    test.slow()
    const [ann, bob] = await people.pair()
    for (const person of [ann, bob]) person.forgive(NO_NETWORK)
    await ann.send('Are you there?')
    await expect(bob.messages).toHaveCount(1)
    await ann.context.setOffline(true)
    await ann.send('I am in a tunnel.')
    await expect(ann.messages.last()).toContainText('Waiting')
    await inspect(ann.page, 'offline', info)
    await bob.page.close()
    await ann.context.setOffline(false)
    await expect(ann.page.getByText(/Your partner lost the connection\. \d+ s/)).toBeVisible()
    await inspect(ann.page, 'partner gone', info)
    await site.stop()
    await expect(ann.page.getByText('Connection lost, trying again')).toBeVisible()
    await inspect(ann.page, 'reconnecting', info)
    await site.start()
    await expect(ann.heading(/^(This conversation is over|The connection was gone too long)$/)).toBeVisible({
      timeout: 30_000,
    })
    await inspect(ann.page, 'over after a restart', info)
  },
)
