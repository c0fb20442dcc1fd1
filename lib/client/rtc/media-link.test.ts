import { beforeEach, expect, test } from 'vitest'
import { createMediaLink, type MediaLink, OFFER_PATIENCE_MS } from './media-link'
import type { MediaLinkEvent } from './media-link-events'
import type { WakeUp } from './connection/wake-ups'
import type { IceServers } from './connection/ice-config'
import { createFakeClock, type FakeClock } from '@/lib/client/testing/fake-clock'
import { createFakeNetwork, type FakeNetwork, fakeTrack } from '@/lib/client/testing/fake-peer-connection'
import { createSignalChannels, kindsSent, type TestChannel } from '@/lib/client/testing/signal-channels'

interface Side {
  readonly link: MediaLink
  readonly events: MediaLinkEvent[]
  readonly states: () => readonly string[]
  readonly channel: TestChannel
  readonly wake: (wakeUp: WakeUp) => void
  readonly loads: () => number
}

let clock: FakeClock
let network: FakeNetwork
beforeEach(() => {
  clock = createFakeClock()
  network = createFakeNetwork(clock.now)
})

interface Wishes {
  readonly servers?: () => Promise<IceServers>
  readonly isShown?: boolean
}

function makeSide(channel: TestChannel, { servers, isShown = true }: Wishes = {}): Side {
  const events: MediaLinkEvent[] = []
  const waking = new Set<(wakeUp: WakeUp) => void>()
  let loads = 0
  const link = createMediaLink({
    create: network.create,
    stream: {} as MediaStream,
    clock,
    wakeUps: (listener) => {
      waking.add(listener)
      return () => waking.delete(listener)
    },
    loadIceServers: async () => {
      loads += 1
      return servers ? servers() : { iceServers: [{ urls: `stun:${loads}.example` }] }
    },
    isShown,
    onEvent: (event) => events.push(event),
  })
  return {
    link,
    events,
    channel,
    states: () => events.flatMap((event) => (event.kind === 'state' ? [event.state.kind] : [])),
    wake: (wakeUp) => waking.forEach((listener) => listener(wakeUp)),
    loads: () => loads,
  }
}

const start = ({ link, channel }: Side, isInitiator: boolean, maxBitrate = 64) =>
  link.start({ channel, isInitiator, maxBitrate, kinds: ['audio'] })

function pair(wishes?: Wishes): readonly [Side, Side] {
  const [one, two] = createSignalChannels()
  const sides = [makeSide(one, wishes), makeSide(two, wishes)] as const
  for (const { link } of sides) void link.setMicrophone(fakeTrack('audio'))
  return sides
}

async function connected(wishes?: Wishes): Promise<readonly [Side, Side]> {
  const [ann, bob] = pair(wishes)
  start(ann, true)
  start(bob, false)
  await clock.pass(2_000)
  return [ann, bob]
}

test('one offers, one answers, and both are connected', async () => {
  const [ann, bob] = await connected()
  expect([kindsSent(ann.channel), kindsSent(bob.channel)]).toEqual([
    ['offer', 'candidate'],
    ['answer', 'candidate'],
  ])
  expect([ann.states(), bob.states()]).toEqual([
    ['connecting', 'connected'],
    ['connecting', 'connected'],
  ])
  expect(bob.events).toContainEqual({ kind: 'remote-track', track: { kind: 'audio' } })
})

test('nothing is sent to anybody before the match, though everything is prepared', async () => {
  const [ann] = pair()
  await clock.pass(60_000)
  expect(ann.channel.sent).toEqual([])
  expect(network.connections[0]?.senders[0]?.encoding).toMatchObject({
    maxBitrate: 64_000,
    priority: 'high',
    networkPriority: 'high',
  })
})

test('sound stays within what the pair allows', async () => {
  const [ann, bob] = pair()
  start(ann, true, 16)
  start(bob, false, 16)
  await clock.pass(2_000)
  expect(network.connections.map(({ senders }) => senders[0]?.encoding.maxBitrate)).toEqual([16_000, 16_000])
})

test('two who both wait for an offer are connected in the end', async () => {
  const [ann, bob] = pair()
  start(ann, false)
  start(bob, false)
  await clock.pass(OFFER_PATIENCE_MS - 1)
  expect([...kindsSent(ann.channel), ...kindsSent(bob.channel)]).toEqual([])
  await clock.pass(1_000)
  expect(ann.states()).toEqual(['connecting', 'connected'])
})

test.each([0, 1] as const)('two who both offer are connected, whoever is faster (%i)', async (first) => {
  const sides = pair()
  start(sides[first], true)
  start(sides[first === 0 ? 1 : 0], true)
  await clock.pass(2_000)
  expect(sides.map(({ states }) => states())).toEqual([
    ['connecting', 'connected'],
    ['connecting', 'connected'],
  ])
  expect(network.connections.map((connection) => connection.signalingState)).toEqual(['stable', 'stable'])
})

test('signals that come while the servers are being loaded are not lost', async () => {
  let answer = (_: IceServers) => {}
  const [one, two] = createSignalChannels()
  const ann = makeSide(one)
  const bob = makeSide(two, { servers: () => new Promise((resolve) => (answer = resolve)) })
  start(bob, false)
  start(ann, true)
  await clock.pass(1_000)
  expect(bob.channel.sent).toEqual([])
  answer({ iceServers: [{ urls: 'stun:late.example' }] })
  await clock.pass(1_000)
  expect(ann.states()).toEqual(['connecting', 'connected'])
  expect(network.connections[1]?.configured().iceServers).toEqual([{ urls: 'stun:late.example' }])
})

test('a server that does not answer does not keep anybody from connecting', async () => {
  const [ann] = await connected({ servers: () => new Promise(() => {}) })
  await clock.pass(5_000)
  expect(ann.states()).toEqual(['connecting', 'connected'])
})

test('a load that fails is reported, and the line connects without servers', async () => {
  const [ann] = await connected({ servers: () => Promise.reject(new Error('offline')) })
  expect(ann.states()).toEqual(['connecting', 'connected'])
  expect(ann.events.some(({ kind }) => kind === 'error')).toBe(true)
})

test('credentials that ran out in a long queue are renewed at the match', async () => {
  const [ann] = pair({ servers: async () => ({ iceServers: [{ urls: 'turn:x' }], ttl: 600 }) })
  await clock.pass(500_000)
  expect(ann.loads()).toBe(1)
  start(ann, true)
  await clock.pass(100)
  expect(ann.loads()).toBe(2)
})

test('a path that dies is replaced within two seconds, and one is told how long it took', async () => {
  const [ann] = await connected()
  network.cut()
  await clock.pass(2_500)
  expect(ann.states()).toEqual(['connecting', 'connected', 'reconnecting', 'connected'])
  const recovered = ann.events.find((event) => event.kind === 'recovered')
  expect(recovered?.lostMs).toBeLessThanOrEqual(2_000)
  expect(ann.link.summary()).toMatchObject({ reconnects: 1 })
})

test('the ladder: restart, fresh credentials, a new connection, and the end after 30 s', async () => {
  const [ann, bob] = await connected()
  network.cutForGood()
  const [loads, made] = [ann.loads(), network.connections.length]
  await clock.pass(2_000)
  expect(kindsSent(ann.channel).filter((kind) => kind === 'offer')).toHaveLength(2)
  expect(ann.loads()).toBe(loads)
  await clock.pass(2_000)
  expect(ann.loads()).toBe(loads + 1)
  expect(network.connections).toHaveLength(made)
  await clock.pass(5_000)
  expect(network.connections.length).toBeGreaterThan(made)
  expect(ann.states().at(-1)).toBe('reconnecting')
  await clock.pass(25_000)
  expect([ann.states().at(-1), bob.states().at(-1)]).toEqual(['failed', 'failed'])
  const sent = ann.channel.sent.length
  await clock.pass(60_000)
  expect(ann.channel.sent).toHaveLength(sent)
})

test('a path that comes back after 20 s is found by a new connection', async () => {
  const [ann, bob] = await connected()
  network.cutForGood()
  await clock.pass(18_000)
  network.heal()
  await clock.pass(10_000)
  expect([ann.states().at(-1), bob.states().at(-1)]).toEqual(['connected', 'connected'])
})

test('the server is told of a failed line while it is being brought back, and of a connected one after', async () => {
  const [ann] = await connected()
  const reported = () =>
    ann.events.flatMap((event) => (event.kind === 'line' ? [event.metrics.iceConnectionState] : []))
  await clock.pass(4_000)
  expect(reported().at(-1)).toBe('connected')
  network.cutForGood()
  await clock.pass(6_000)
  expect(reported().at(-1)).toBe('failed')
  network.heal()
  await clock.pass(12_000)
  expect(reported().at(-1)).toBe('connected')
})

test('a connection that failed is tried at once', async () => {
  const [ann] = await connected()
  network.cutForGood()
  await clock.pass(600)
  network.connections[0]?.fail()
  await clock.pass(10)
  expect(kindsSent(ann.channel).filter((kind) => kind === 'offer')).toHaveLength(2)
  expect(ann.states().at(-1)).toBe('reconnecting')
})

test('a line that never comes up is given up after 30 s', async () => {
  network.cutForGood()
  const [ann] = await connected()
  await clock.pass(29_000)
  expect(ann.states()).toEqual(['connecting', 'failed'])
})

test('refused credentials are renewed at once, and not again and again', async () => {
  const [ann] = await connected()
  const refuse = () => network.connections[0]?.emit('icecandidateerror', { errorCode: 401 })
  const loads = ann.loads()
  refuse()
  refuse()
  await clock.pass(5_000)
  expect(ann.loads()).toBe(loads + 1)
  expect(kindsSent(ann.channel).filter((kind) => kind === 'offer')).toHaveLength(2)
  await clock.pass(10_000)
  refuse()
  await clock.pass(100)
  expect(ann.loads()).toBe(loads + 2)
})

test('an unreachable STUN server is no reason for anything', async () => {
  const [ann] = await connected()
  const sent = ann.channel.sent.length
  network.connections[0]?.emit('icecandidateerror', { errorCode: 701 })
  await clock.pass(1_000)
  expect(ann.channel.sent).toHaveLength(sent)
})

test('another network is used at once, also when the line looks well', async () => {
  const [ann] = await connected()
  ann.wake('network')
  ann.wake('network')
  await clock.pass(100)
  expect(kindsSent(ann.channel).filter((kind) => kind === 'offer')).toHaveLength(2)
  await clock.pass(3_000)
  expect(ann.states()).toEqual(['connecting', 'connected'])
})

test('a page that is looked at again tries a line that is not well, and leaves one that is', async () => {
  const [ann] = await connected()
  ann.wake('visible')
  await clock.pass(100)
  expect(kindsSent(ann.channel)).toEqual(['offer', 'candidate'])
  network.cut()
  await clock.pass(900)
  ann.wake('visible')
  await clock.pass(50)
  expect(kindsSent(ann.channel).filter((kind) => kind === 'offer')).toHaveLength(2)
})

test('a partner whose page was loaded again gets a new connection', async () => {
  const [ann, bob] = await connected()
  bob.link.close()
  const again = makeSide(bob.channel)
  start(again, false)
  await clock.pass(100)
  ann.link.restart()
  await clock.pass(2_000)
  expect(ann.states().at(-1)).toBe('connected')
  expect(again.states()).toEqual(['connecting', 'connected'])
})

test('a partner who offers from another connection is answered from a new one', async () => {
  const [ann, bob] = await connected()
  bob.link.close()
  const made = network.connections.length
  const again = makeSide(bob.channel)
  start(again, true)
  await clock.pass(2_000)
  expect(network.connections).toHaveLength(made + 2)
  expect([ann.states().at(-1), again.states().at(-1)]).toEqual(['connected', 'connected'])
})

test('signals that were lost with the socket are made good by a restart', async () => {
  const [ann, bob] = pair()
  ann.channel.lose(true)
  start(ann, true)
  start(bob, false)
  await clock.pass(1_000)
  ann.channel.lose(false)
  ann.link.restart()
  await clock.pass(1_000)
  expect(bob.states()).toEqual(['connecting', 'connected'])
})

test('a session becomes one with a picture without losing its line', async () => {
  const [ann, bob] = await connected()
  await ann.link.setCamera(fakeTrack('video', { width: 640, height: 480 }))
  ann.link.changeKinds({ kinds: ['audio', 'video'], isInitiator: true })
  bob.link.changeKinds({ kinds: ['audio', 'video'], isInitiator: false })
  await clock.pass(1_000)
  expect(bob.events).toContainEqual({ kind: 'remote-track', track: { kind: 'video' } })
  expect(ann.states()).toEqual(['connecting', 'connected'])
})

test('a picture is covered from its first frame until it is shown', async () => {
  const [ann] = await connected({ isShown: false })
  const sent = () => network.connections[0]?.senders.find(({ kind }) => kind === 'video')
  await ann.link.setCamera(fakeTrack('video', { width: 1280, height: 720 }))
  expect(sent()?.encoding).toMatchObject({ scaleResolutionDownBy: 40 })
  await ann.link.show(true)
  expect(sent()?.encoding).toMatchObject({ scaleResolutionDownBy: 1 })
  await ann.link.show(false)
  expect(sent()?.encoding).toMatchObject({ scaleResolutionDownBy: 40 })
})

test('a covered picture stays covered on a new connection', async () => {
  const [ann, bob] = await connected({ isShown: false })
  await ann.link.setCamera(fakeTrack('video', { width: 640, height: 480 }))
  bob.link.close()
  start(makeSide(bob.channel), true)
  await clock.pass(1_000)
  const pictures = network.connections.flatMap(({ senders }) =>
    senders.filter(({ kind }) => kind === 'video'),
  )
  expect(pictures.map(({ encoding }) => encoding.scaleResolutionDownBy)).toEqual([20, 20])
})

test('muting turns the sound off where it is made, also of a microphone that comes later', async () => {
  const [ann] = await connected()
  const [first, second] = [fakeTrack('audio'), fakeTrack('audio')]
  await ann.link.setMicrophone(first)
  ann.link.mute(true)
  expect(first.enabled).toBe(false)
  await ann.link.setMicrophone(second)
  expect([second.enabled, network.connections[0]?.senders[0]?.track]).toEqual([false, second])
  ann.link.mute(false)
  expect(second.enabled).toBe(true)
})

test.each([0, 1, 50, 500, 1_200, 2_000])(
  'closed %i ms after a path died, a link says and sends nothing more and leaves no timer',
  async (ms) => {
    const [ann, bob] = await connected()
    network.cutForGood()
    await clock.pass(ms)
    ann.link.close()
    ann.link.close()
    bob.link.close()
    const [events, sent] = [ann.events.length, ann.channel.sent.length]
    ann.wake('network')
    ann.link.restart()
    await clock.pass(60_000)
    expect([ann.events.length, ann.channel.sent.length]).toEqual([events, sent])
    expect(ann.states().at(-1)).toBe('closed')
    expect(clock.waiting()).toBe(0)
  },
)

test('closed while it connects, a link is closed', async () => {
  const [ann, bob] = pair()
  start(ann, true)
  start(bob, false)
  ann.link.close()
  await clock.pass(5_000)
  expect([ann.states(), ann.channel.sent]).toEqual([['connecting', 'closed'], []])
  expect(ann.events.some(({ kind }) => kind === 'error')).toBe(false)
})
