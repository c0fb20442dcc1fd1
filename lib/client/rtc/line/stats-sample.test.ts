import { expect, test } from 'vitest'
import { createSampler } from './stats-sample'
import { arrivalsOf } from './stats-report'

type Entry = Readonly<Record<string, unknown>>

/** Two reports 2 s apart, as Chromium writes them. */
function sampled(before: readonly Entry[], after: readonly Entry[]) {
  const sample = createSampler()
  sample(before, 10_000)
  return sample(after, 12_000)
}

const transport = { type: 'transport', id: 'T', selectedCandidatePairId: 'P' }
const pair = {
  type: 'candidate-pair',
  id: 'P',
  localCandidateId: 'L',
  currentRoundTripTime: 0.05,
  availableOutgoingBitrate: 300_000,
}
const relay = (relayProtocol: string) => ({
  type: 'local-candidate',
  id: 'L',
  candidateType: 'relay',
  relayProtocol,
})

const inbound = (packets: number, lost: number, more: Entry = {}) => ({
  type: 'inbound-rtp',
  kind: 'audio',
  id: 'IA',
  packetsReceived: packets,
  packetsLost: lost,
  bytesReceived: packets * 70,
  jitter: 0.015,
  jitterBufferDelay: packets * 960 * 0.06,
  jitterBufferEmittedCount: packets * 960,
  totalSamplesReceived: packets * 960,
  concealedSamples: 0,
  silentConcealedSamples: 0,
  ...more,
})

test('the first report has no window yet', () => {
  expect(createSampler()([inbound(10, 0)], 1)).toBeUndefined()
})

test('what arrived is counted over the window alone', () => {
  const sample = sampled([transport, pair, inbound(1_000, 50)], [transport, pair, inbound(1_090, 60)])
  expect(sample?.audioIn).toMatchObject({ packets: 90, lossPercent: 10, jitterMs: 15, kbps: 25.2 })
  expect(sample?.audioIn?.bufferMs).toBeCloseTo(60)
  expect(sample).toMatchObject({ windowMs: 2_000, roundTripMs: 50, availableKbps: 300 })
})

test('a late packet that takes back a loss is no negative loss', () => {
  expect(sampled([inbound(100, 9)], [inbound(200, 5)])?.audioIn?.lossPercent).toBe(0)
})

test('silence is not loss: DTX sends few packets and loses none', () => {
  const sample = sampled([inbound(100, 0)], [inbound(105, 0)])
  expect(sample?.audioIn).toMatchObject({ packets: 5, lossPercent: 0, concealedPercent: 0 })
})

test('what is made up in silence is not heard', () => {
  const more = { concealedSamples: 9_600, silentConcealedSamples: 9_600 }
  expect(sampled([inbound(100, 0)], [inbound(200, 0, more)])?.audioIn?.concealedPercent).toBe(0)
  const heard = { concealedSamples: 9_600, silentConcealedSamples: 0 }
  expect(sampled([inbound(100, 0)], [inbound(200, 0, heard)])?.audioIn?.concealedPercent).toBe(10)
})

test('counters that begin again after a renegotiation count as they are', () => {
  expect(sampled([inbound(1_000, 4)], [inbound(40, 0)])?.audioIn?.packets).toBe(40)
})

test('of several streams of a kind the one with most in the window counts', () => {
  const old = inbound(9_000, 0, { id: 'OLD' })
  const sample = sampled([old, inbound(10, 0)], [old, inbound(110, 0)])
  expect(sample?.audioIn?.packets).toBe(100)
})

const outbound = (packets: number) => ({
  type: 'outbound-rtp',
  kind: 'audio',
  id: 'OA',
  mediaSourceId: 'SA',
  packetsSent: packets,
  bytesSent: packets * 70,
})
const source = (energy: number, level: number) => ({
  type: 'media-source',
  kind: 'audio',
  id: 'SA',
  audioLevel: level,
  totalAudioEnergy: energy,
})
const reported = (fractionLost: number, timestamp: number) => ({
  type: 'remote-inbound-rtp',
  kind: 'audio',
  id: 'RA',
  localId: 'OA',
  fractionLost,
  timestamp,
})

test("the partner's report counts in the window in which it came", () => {
  const sample = createSampler()
  sample([outbound(100)], 1)
  expect(sample([outbound(200), reported(0.12, 7)], 2_001)?.audioOut?.lossPercent).toBe(12)
  expect(sample([outbound(300), reported(0.12, 7)], 4_001)?.audioOut?.lossPercent).toBeUndefined()
  expect(sample([outbound(400), reported(0, 9)], 6_001)?.audioOut?.lossPercent).toBe(0)
})

test.each([
  { energy: 1, hasSound: false },
  { energy: 1.001, hasSound: true },
])('a microphone whose energy went from 1 to $energy has sound: $hasSound', ({ energy, hasSound }) => {
  const sample = sampled([outbound(1), source(1, 0)], [outbound(2), source(energy, 0)])
  expect(sample?.audioOut?.hasSound).toBe(hasSound)
})

test('a picture is described in both directions, with what limits it', () => {
  const video = { kind: 'video', framesPerSecond: 24, frameWidth: 640, frameHeight: 360 }
  const stats = [
    { type: 'inbound-rtp', id: 'IV', ...video },
    { type: 'outbound-rtp', id: 'OV', active: false, qualityLimitationReason: 'cpu', ...video },
  ]
  expect(sampled(stats, stats)).toMatchObject({
    videoIn: { frameRate: 24, width: 640, height: 360 },
    videoOut: { frameRate: 24, isActive: false, limitedBy: 'cpu' },
    audioIn: undefined,
  })
})

test.each([
  { local: { type: 'local-candidate', id: 'L', candidateType: 'srflx' }, path: 'direct' },
  { local: relay('udp'), path: 'relay-udp' },
  { local: relay('tcp'), path: 'relay-tcp' },
  { local: relay('tls'), path: 'relay-tcp' },
])('the path over %j', ({ local, path }) => {
  expect(sampled([], [transport, pair, local])?.path).toBe(path)
})

test.each([
  ['the transport names it', [transport, { type: 'candidate-pair', id: 'X', nominated: true }, pair]],
  ['Firefox marks it', [{ ...pair, selected: true }]],
  ['it is the one that was nominated', [{ ...pair, nominated: true, state: 'succeeded' }]],
])('the pair in use is found where %s', (_, stats) => {
  expect(sampled([], stats)?.roundTripMs).toBe(50)
})

test('a report in which everything is missing or of another type gives a sample all the same', () => {
  const odd = [
    null,
    7,
    {},
    { type: 'inbound-rtp', kind: 'audio' },
    { type: 'candidate-pair', id: 'P', nominated: 1 },
  ]
  const sample = createSampler()
  sample(odd as never, 1)
  expect(sample(odd as never, 2_001)?.audioIn).toMatchObject({ packets: 0, lossPercent: 0, kbps: 0 })
})

test('arrivals are the packets of all streams, and when the pair last received anything', () => {
  const stats = [
    transport,
    { ...pair, lastPacketReceivedTimestamp: 77 },
    inbound(10, 0),
    inbound(5, 0, { kind: 'video' }),
  ]
  expect(arrivalsOf(stats)).toEqual({ packets: 15, lastPacketAt: 77 })
  expect(arrivalsOf([])).toEqual({ packets: 0, lastPacketAt: undefined })
})
