import type { Route } from '@playwright/test'
import { keepPictures } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { expect, test } from './support/test'

test.use({ serviceWorkers: 'allow' })

/** A network that goes away sends no word of it: the server finds out by an unanswered ping. */
const LOSS_NOTICED = { timeout: 50_000 }
/** That, and then the 30 s in which a session is kept. */
const WINDOW_PASSED = { timeout: 90_000 }

test(
  'offline and back in time: the partner sees the seconds, and everything arrives once and in order',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const [ann, bob] = await people.pair()
    await ann.send('before')
    await expect(bob.messages).toHaveCount(1)

    await ann.goOffline()
    await expect(ann.page.getByText(/Your conversation is kept for \d+ s\./)).toBeVisible()
    const gone = bob.page.getByText(/Your partner lost the connection\. \d+ s to come back\./)
    await expect(gone).toBeVisible(LOSS_NOTICED)
    await keepPictures(ann.page, 'offline', info)
    await keepPictures(bob.page, 'partner gone', info)

    await ann.send('written offline, one')
    await ann.send('written offline, two')
    await expect(ann.messages.last()).toContainText('Waiting')
    await bob.send('said meanwhile, one')
    await bob.send('said meanwhile, two')
    await expect(bob.messages.last()).toContainText('Sent')

    await ann.context.setOffline(false)
    await expect(ann.page.getByText('You are back. Nothing was lost.')).toBeVisible()
    await expect(ann.messages).toHaveText([
      /^You: before/,
      'Stranger: said meanwhile, one',
      'Stranger: said meanwhile, two',
      /^You: written offline, one/,
      /^You: written offline, two.*Delivered/,
    ])
    await expect(bob.messages).toHaveText([
      'Stranger: before',
      /^You: said meanwhile, one/,
      /^You: said meanwhile, two.*Delivered/,
      'Stranger: written offline, one',
      'Stranger: written offline, two',
    ])
    await expect(bob.page.getByText(/lost the connection/)).toBeHidden()
  },
)

test(
  'offline for too long: the partner learns it, and so does the person who comes back',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const [ann, bob] = await people.pair()
    await ann.send('hello')
    await expect(bob.messages).toHaveCount(1)
    await ann.goOffline()
    await expect(bob.heading('Your partner did not come back')).toBeVisible(WINDOW_PASSED)
    await expect(ann.page.getByText('The 30 seconds are over.')).toBeVisible(WINDOW_PASSED)
    await keepPictures(bob.page, 'partner did not come back', info)

    await ann.context.setOffline(false)
    await expect(ann.heading('The connection was gone too long')).toBeVisible()
    await expect(ann.messages).toHaveCount(1)
    await keepPictures(ann.page, 'away too long', info)
  },
)

test(
  'the network goes while a conversation begins: it goes on, and what is missing comes with the network',
  { tag: '@once' },
  async ({ people }) => {
    test.slow()
    const [ann, bob] = await Promise.all([people.welcome(), people.welcome()])
    await ann.startButton.click()
    await expect(ann.button('Stop looking')).toBeVisible()
    await ann.page.waitForLoadState('networkidle')
    const held: Route[] = []
    await ann.page.route('**/_next/static/**', (route) => void held.push(route))
    await bob.startButton.click()
    await expect(ann.composer).toBeVisible()
    await expect.poll(() => held.length).toBeGreaterThan(0)
    const more = ann.page.getByRole('group', { name: 'Change this session' })
    await expect(more).toBeHidden()

    await ann.goOffline()
    for (const route of held.splice(0)) await route.abort('internetdisconnected')
    await ann.page.unroute('**/_next/static/**')
    await ann.send('written meanwhile')
    await expect(ann.messages.last()).toContainText('Waiting')
    await ann.context.setOffline(false)
    await expect(bob.messages).toHaveText(['Stranger: written meanwhile'])
    await expect(more).toBeVisible()
  },
)

test(
  'a server that restarts: the banner, then the word that the conversation is over',
  { tag: '@once' },
  async ({ people, site }, info) => {
    test.slow()
    const [ann, bob] = await people.pair()
    for (const person of [ann, bob]) person.forgive(NO_NETWORK)
    await ann.send('still there?')
    await expect(bob.messages).toHaveCount(1)
    const lostAt = Date.now()
    expect(await site.stop()).toBe(0)
    for (const person of [ann, bob]) {
      await expect(person.page.getByText('Connection lost, trying again')).toBeVisible()
      await expect(person.button('Try now')).toBeVisible()
    }
    await ann.composer.fill('a draft that stays')
    await keepPictures(ann.page, 'reconnecting', info)

    await site.start()
    for (const person of [ann, bob]) {
      // Which of the two is true depends on how long this machine takes to start the server.
      const over = person.page.getByRole('heading', {
        name: /This conversation is over|The connection was gone too long/,
      })
      await expect(over).toBeVisible({ timeout: 60_000 })
      if (Date.now() - lostAt < 30_000) await expect(over).toHaveText('This conversation is over')
      await expect(person.messages).toHaveCount(1)
    }
    await keepPictures(ann.page, 'over after a restart', info)
    await ann.button('Meet somebody new').click()
    await bob.button('Meet somebody new').click()
    await expect(ann.composer).toBeVisible()
    await bob.send('once more')
    await expect(ann.messages).toHaveText(['Stranger: once more'])
  },
)

test(
  'logged out elsewhere, the browser logs in again by itself and the conversation goes on',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    ann.forgive(NO_NETWORK)
    await ann.send('before')
    await expect(bob.messages).toHaveCount(1)
    const signIn = ann.page.waitForResponse('**/api/auth/login')
    await logOutInAnotherTab(ann)
    expect((await signIn).ok()).toBe(true)
    await ann.send('and after')
    await expect(bob.messages).toHaveText(['Stranger: before', 'Stranger: and after'])
  },
)

test('logged out with the device forgotten, the gate asks again', { tag: '@once' }, async ({ people }) => {
  const [ann, bob] = await people.pair()
  await logOutInAnotherTab(ann, { forgetsDevice: true })
  await expect(ann.heading('Before you start')).toBeVisible()
  await expect(ann.page.getByLabel('How old are you?')).toBeVisible()
  await expect(bob.page.getByText(/Your partner lost the connection\. \d+ s/)).toBeVisible()
})

async function logOutInAnotherTab(person: Person, { forgetsDevice = false } = {}): Promise<void> {
  const tab = await person.openTab()
  await tab.page.goto('/')
  if (forgetsDevice) await tab.page.evaluate(() => localStorage.clear())
  const status = await tab.page.evaluate(
    async () => (await fetch('/api/auth/logout', { method: 'POST' })).status,
  )
  expect(status).toBe(200)
}
