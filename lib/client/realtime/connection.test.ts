import { expect, test } from 'vitest'
import { createConnection } from './connection'
import { retryDelay } from './retry-ladder'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'

function setUp(logins: ('done' | 'refused' | 'unanswered')[] = []) {
  const clock = createFakeClock()
  const log: string[] = []
  let network = true
  let reachable = true
  const connection = createConnection({
    link: { open: () => log.push('open'), close: () => log.push('close') },
    clock,
    chance: () => 0.5,
    saysOnline: () => network,
    isReachable: () => Promise.resolve(reachable),
    signInAgain: () => {
      log.push('sign in')
      return Promise.resolve(logins.shift() ?? 'refused')
    },
  })
  connection.start()
  const opens = () => log.filter((entry) => entry === 'open').length
  const setNetwork = async (says: boolean, answers = says) => {
    network = says
    reachable = answers
    if (says) connection.mayBeBack()
    else await connection.networkLost()
  }
  const goSilent = () => {
    reachable = false
  }
  return { ...connection, clock, log, opens, setNetwork, goSilent, now: () => connection.store.getState() }
}

test('a lost connection is tried again on a ladder, and shows when', async () => {
  const { events, clock, now, opens } = setUp()
  expect(now()).toEqual({ status: 'connecting' })
  events.opened()
  expect(now()).toEqual({ status: 'online', back: false })

  events.lost(false)
  expect(now()).toEqual({ status: 'reconnecting', attempt: 1, retryAt: clock.now() + 400 })
  await clock.pass(400)
  expect(opens()).toBe(2)
  expect(now()).toEqual({ status: 'reconnecting', attempt: 1, retryAt: undefined })
  events.failed(false)
  expect(now()).toEqual({ status: 'reconnecting', attempt: 2, retryAt: clock.now() + 1_000 })
  await clock.pass(1_000)
  events.opened()
  expect(now()).toEqual({ status: 'online', back: true })
})

test('"try now" does not wait for the countdown and is not followed by a second try', async () => {
  const { events, clock, tryNow, opens } = setUp()
  events.opened()
  events.lost(false)
  tryNow()
  expect(opens()).toBe(2)
  await clock.pass(10_000)
  expect(opens()).toBe(2)
})

test('without a network the tries go on, and one comes at once when the device reports it back', async () => {
  const { events, clock, now, opens, setNetwork } = setUp()
  events.opened()
  await setNetwork(false)
  expect(now()).toEqual({ status: 'offline', attempt: 1, retryAt: clock.now() + 400 })
  await clock.pass(400)
  events.failed(false)
  expect(now()).toEqual({ status: 'offline', attempt: 2, retryAt: clock.now() + 1_000 })
  await setNetwork(true)
  expect(opens()).toBe(3)
  expect(now().status).toBe('reconnecting')
})

test('a device that says it has no network is not believed while the server answers', async () => {
  const { events, clock, now, opens, log, setNetwork } = setUp()
  await setNetwork(false, true)
  expect(opens()).toBe(1)
  events.opened()
  await setNetwork(false, true)
  await clock.pass(60_000)
  expect(now()).toEqual({ status: 'online', back: false })
  expect(log).toEqual(['open'])
})

test.each([1_000, 4_000])(
  'an answer that was under way when the network went is not the last word, %i ms later',
  async (ms) => {
    const { events, clock, now, log, setNetwork, goSilent } = setUp()
    events.opened()
    await setNetwork(false, true)
    await clock.pass(ms - 1)
    goSilent()
    await clock.pass(1)
    await settled()
    expect(now().status).toBe('offline')
    expect(log).toEqual(['open', 'close'])
  },
)

test('"try now" tries although the device reports no network', async () => {
  const { events, tryNow, opens, setNetwork } = setUp()
  events.opened()
  await setNetwork(false)
  tryNow()
  expect(opens()).toBe(2)
  events.opened()
})

test('a connection closed for being one too many comes back by hand alone', async () => {
  const { events, clock, now, opens, crowded, mayBeBack, tryNow } = setUp()
  events.opened()
  crowded()
  events.lost(true)
  mayBeBack()
  await clock.pass(60_000)
  expect(now()).toEqual({ status: 'crowded' })
  expect(opens()).toBe(1)
  tryNow()
  expect(opens()).toBe(2)
})

test('a page of another account does not connect again', async () => {
  const { events, clock, now, opens, anotherAccount, tryNow } = setUp()
  anotherAccount()
  events.failed(false)
  tryNow()
  await clock.pass(60_000)
  expect(now()).toEqual({ status: 'another-account' })
  expect(opens()).toBe(1)
})

test('a login that the server ended is renewed once, then the gate is next', async () => {
  const { events, now, log } = setUp(['done', 'done'])
  events.opened()
  events.lost(true)
  await settled()
  expect(log).toEqual(['open', 'close', 'sign in', 'open'])
  events.opened()
  events.lost(true)
  await settled()
  expect(now()).toEqual({ status: 'signed-out' })
})

test('an accepted request allows one more renewal', async () => {
  const { events, now, authorized } = setUp(['done', 'done'])
  events.failed(true)
  await settled()
  events.opened()
  authorized()
  events.lost(true)
  await settled()
  events.opened()
  expect(now().status).toBe('online')
})

test('a refused renewal leads to the gate, an unanswered one to another try', async () => {
  const refused = setUp(['refused'])
  refused.events.failed(true)
  await settled()
  expect(refused.now()).toEqual({ status: 'signed-out' })

  const unanswered = setUp(['unanswered'])
  unanswered.events.failed(true)
  await settled()
  expect(unanswered.now().status).toBe('reconnecting')
})

test('a closed connection stays closed', async () => {
  const { events, stop, now, clock, opens } = setUp()
  events.opened()
  events.lost(false)
  stop()
  await clock.pass(60_000)
  events.failed(false)
  expect(now()).toEqual({ status: 'closed' })
  expect(opens()).toBe(1)
})

test('four tries fall within the 30 s in which a session is kept, whatever the chance', () => {
  const latest = [1, 2, 3, 4].reduce((sum, attempt) => sum + retryDelay(attempt, 1), 0)
  expect(latest).toBeLessThan(30_000)
})
