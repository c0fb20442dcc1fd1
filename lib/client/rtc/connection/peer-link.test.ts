import { beforeEach, expect, test } from 'vitest'
import { createIceConfig, SERVERS_PATIENCE_MS } from './ice-config'
import { createPeerLink, type PeerLink, type PeerLinkEvent } from './peer-link'
import { readDescription, type Signal } from './signals'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'
import { createFakeNetwork, type FakeNetwork, fakeTrack } from '@/lib/client/testing/fake-peer-connection'

let network: FakeNetwork
let sent: Signal[]
let events: PeerLinkEvent[]
let link: PeerLink
beforeEach(() => {
  network = createFakeNetwork(() => 0)
  sent = []
  events = []
  link = createPeerLink({
    create: network.create,
    configuration: {},
    stream: {} as MediaStream,
    limits: { audio: { maxBitrate: 64_000 }, video: { scaleResolutionDownBy: 20 } },
    tuneRemote: (sdp) => `${sdp}tuned`,
    send: (signal) => sent.push(signal),
    onEvent: (event) => events.push(event),
  })
})

const connection = () => network.connections[0]
const kinds = () =>
  sent.map((signal) => (signal.kind === 'candidate' ? 'candidate' : signal.description.type))

/** What a client written from the document sends. @param id - names its connection */
const foreign = (type: 'offer' | 'answer', id = 'foreign'): Signal => ({
  kind: 'description',
  description: {
    type,
    sdp: `v=0\r\no=- ${id} 1 IN IP4 127.0.0.1\r\na=ice-ufrag:${id}\r\nm=audio 9 RTP/SAVPF 111\r\n`,
  },
})
const candidate = (name: string): Signal => ({
  kind: 'candidate',
  candidate: { candidate: name, sdpMid: '0' },
})

async function receive(...signals: readonly Signal[]) {
  for (const signal of signals) link.negotiation.receive(signal)
  await settled()
}

async function begin() {
  await link.senders.audio.setTrack(fakeTrack('audio'))
  link.begin(['audio'])
  await settled()
}

test('one offer is made, however many reasons there are for it', async () => {
  await begin()
  link.negotiation.offer()
  link.negotiation.offer()
  await settled()
  expect(kinds()).toEqual(['offer', 'candidate', 'offer', 'candidate'])
})

test('candidates that come before the description wait for it, in order', async () => {
  await receive(candidate('a'), candidate('b'))
  expect(connection()?.candidates).toEqual([])
  await receive(foreign('offer'), candidate('c'))
  expect(connection()?.candidates.map((line) => line?.candidate)).toEqual(['a', 'b', 'c'])
})

test("the partner's description is tuned before it is set", async () => {
  await receive(foreign('offer'))
  expect(connection()?.remote()?.sdp).toMatch(/tuned$/)
})

test('an offer that meets an own one is answered, and the late answer to that one is dropped', async () => {
  await begin()
  await receive(foreign('offer'))
  expect(kinds()).toEqual(['offer', 'candidate', 'answer', 'candidate'])
  await receive(foreign('answer'))
  expect([connection()?.signalingState, events.filter(({ kind }) => kind === 'error')]).toEqual([
    'stable',
    [],
  ])
})

test('a client that never answers, and offers itself in the end, is answered', async () => {
  await begin()
  await receive(candidate('early'))
  await receive(foreign('offer'), candidate('late'))
  expect(kinds().at(-2)).toBe('answer')
  expect(connection()?.candidates.map((line) => line?.candidate)).toEqual(['early', 'late'])
})

test('a description written as a text alone is answered as any other', async () => {
  const { description } = foreign('offer') as Extract<Signal, { kind: 'description' }>
  const read = readDescription('offer', description.sdp)
  await receive(...(read ? [read] : []))
  expect(kinds()).toEqual(['answer', 'candidate'])
})

test("a second offer of the same connection is answered on one's own", async () => {
  await receive(foreign('offer'), foreign('offer'))
  expect(kinds()).toEqual(['answer', 'candidate', 'answer', 'candidate'])
  expect(events.filter(({ kind }) => kind === 'partner-renewed')).toEqual([])
})

test('a description of another connection is handed on, and nothing after it is used', async () => {
  await receive(foreign('offer'))
  const other = foreign('offer', 'reloaded')
  await receive(other, candidate('x'))
  expect(events.at(-1)).toEqual({ kind: 'partner-renewed', signal: other })
  expect(kinds()).toEqual(['answer', 'candidate'])
})

test('a track that is added later is offered, once the partner has described itself', async () => {
  await link.senders.audio.setTrack(fakeTrack('audio'))
  await settled()
  expect(sent).toEqual([])
  await receive(foreign('offer'))
  await link.senders.video.setTrack(fakeTrack('video'))
  await settled()
  expect(kinds()).toEqual(['answer', 'candidate', 'offer', 'candidate'])
})

test('what one wants to receive and does not send has a line of its own', async () => {
  await link.senders.audio.setTrack(fakeTrack('audio'))
  link.begin(['audio', 'video'])
  await settled()
  expect(connection()?.lines()).toEqual(['audio', 'video'])
})

test('a picture is not sent as long as the browser refuses to make it coarse', async () => {
  connection()?.refuseLimits(true)
  await link.senders.video.setTrack(fakeTrack('video'))
  const [sender] = connection()?.senders ?? []
  expect([sender?.track, sender?.encoding]).toEqual([null, {}])
  connection()?.refuseLimits(false)
  await link.senders.video.ready()
  expect([sender?.track?.kind, sender?.encoding]).toEqual(['video', { scaleResolutionDownBy: 20 }])
})

test('sound is sent also where the browser takes no limits yet, and has them when it is connected', async () => {
  connection()?.refuseLimits(true)
  await link.senders.audio.setTrack(fakeTrack('audio'))
  const [sender] = connection()?.senders ?? []
  expect(sender?.track?.kind).toBe('audio')
  connection()?.refuseLimits(false)
  connection()?.met()
  await settled()
  expect(sender?.encoding).toEqual({ maxBitrate: 64_000 })
})

test('a closed link does and reports nothing more', async () => {
  await begin()
  const [count, before] = [sent.length, events.length]
  link.close()
  link.negotiation.offer()
  await receive(foreign('offer'), candidate('x'))
  expect([sent.length, events.length, connection()?.connectionState]).toEqual([count, before, 'closed'])
})

test('closed in the middle of an answer, it reports no error', async () => {
  link.negotiation.receive(foreign('offer'))
  link.close()
  await settled()
  expect([sent, events.filter(({ kind }) => kind === 'error')]).toEqual([[], []])
})

test('two who need servers at once share one load', async () => {
  let loads = 0
  const clock = createFakeClock()
  const load = async () => ({ iceServers: [{ urls: `stun:${(loads += 1)}` }] })
  const ice = createIceConfig(load, clock, () => {})
  const both = await Promise.all([ice.current(), ice.fresh()])
  expect([loads, both[0]]).toEqual([1, { iceServers: [{ urls: 'stun:1' }], iceTransportPolicy: 'all' }])
  expect(clock.waiting()).toBe(0)
})

test('a load that takes too long answers what was at hand, and is used when it has come', async () => {
  const clock = createFakeClock()
  let answer = () => {}
  let turn = 0
  const load = async () => {
    turn += 1
    const iceServers = [{ urls: `turn:${turn}` }]
    if (turn > 1) await new Promise<void>((resolve) => (answer = resolve))
    return { iceServers, ttl: 600, iceTransportPolicy: 'relay' as const }
  }
  const ice = createIceConfig(load, clock, () => {})
  await ice.current()
  const slow = ice.fresh()
  await clock.pass(SERVERS_PATIENCE_MS)
  expect(await slow).toMatchObject({ iceServers: [{ urls: 'turn:1' }], iceTransportPolicy: 'relay' })
  answer()
  await settled()
  expect(await ice.current()).toMatchObject({ iceServers: [{ urls: 'turn:2' }] })
})
