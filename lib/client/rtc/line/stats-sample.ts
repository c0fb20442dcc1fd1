import type {
  Incoming,
  IncomingAudio,
  LineSample,
  Outgoing,
  OutgoingAudio,
  OutgoingVideo,
  Picture,
} from './line-sample'
import { entries, numberOf, selectedPair, type Stat, statsOf, type StatsReport, textOf } from './stats-report'
import type { Millis } from '@/lib/domain/ids'

interface Reading {
  readonly at: Millis
  readonly stats: ReadonlyMap<unknown, Stat>
}

/** One entry of now and what it was at the window's beginning. */
interface Window {
  readonly now: Stat
  readonly before: Stat | undefined
  readonly ms: Millis
}

/** Turns a connection's reports into samples, each of the window since the report before. */
export function createSampler() {
  let last: Reading | undefined
  return (report: StatsReport, at: Millis): LineSample | undefined => {
    const stats = statsOf(report)
    const before = last
    last = { at, stats: new Map(stats.map((stat) => [stat.id, stat])) }
    // Two reports of one moment have no window between them.
    return before && at > before.at ? sampleOf(stats, before, at - before.at) : undefined
  }
}

function sampleOf(stats: readonly Stat[], before: Reading, ms: Millis): LineSample {
  const pair = selectedPair(stats)
  /** The stream that had most of it: after a renegotiation an old one may still be listed. */
  const busiest = (type: string, kind: 'audio' | 'video', count: string): Window | undefined => {
    const windows = entries(stats, type, kind).map((now) => ({ now, before: before.stats.get(now.id), ms }))
    return windows.toSorted((a, b) => grown(b, count) - grown(a, count))[0]
  }
  const audioIn = busiest('inbound-rtp', 'audio', 'packetsReceived')
  const videoIn = busiest('inbound-rtp', 'video', 'packetsReceived')
  const audioOut = busiest('outbound-rtp', 'audio', 'packetsSent')
  const videoOut = busiest('outbound-rtp', 'video', 'packetsSent')
  const roundTrip = numberOf(pair, 'currentRoundTripTime')
  const available = numberOf(pair, 'availableOutgoingBitrate')
  return {
    windowMs: ms,
    roundTripMs: roundTrip === undefined ? undefined : roundTrip * 1_000,
    availableKbps: available === undefined ? undefined : available / 1_000,
    path: pathOf(stats, pair),
    audioIn: audioIn && incomingAudio(audioIn),
    videoIn: videoIn && { ...incoming(videoIn), ...picture(videoIn.now) },
    audioOut: audioOut && outgoingAudio(audioOut, stats, before),
    videoOut: videoOut && outgoingVideo(videoOut, stats, before),
  }
}

/** How much a counter grew in the window; a counter that began again grew by what it has. */
function grown({ now, before }: Window, name: string): number {
  const value = numberOf(now, name) ?? 0
  const difference = value - (numberOf(before, name) ?? 0)
  return difference < 0 ? value : difference
}

function incoming(window: Window): Incoming {
  const packets = grown(window, 'packetsReceived')
  // A late packet takes back a loss, so the count may fall.
  const lost = Math.max(
    0,
    (numberOf(window.now, 'packetsLost') ?? 0) - (numberOf(window.before, 'packetsLost') ?? 0),
  )
  const emitted = grown(window, 'jitterBufferEmittedCount')
  return {
    packets,
    lossPercent: percent(lost, packets + lost),
    jitterMs: (numberOf(window.now, 'jitter') ?? 0) * 1_000,
    bufferMs: emitted > 0 ? (grown(window, 'jitterBufferDelay') / emitted) * 1_000 : 0,
    kbps: (grown(window, 'bytesReceived') * 8) / window.ms,
  }
}

function incomingAudio(window: Window): IncomingAudio {
  const concealed = grown(window, 'concealedSamples') - grown(window, 'silentConcealedSamples')
  return {
    ...incoming(window),
    concealedPercent: percent(Math.max(0, concealed), grown(window, 'totalSamplesReceived')),
  }
}

function outgoing(window: Window, stats: readonly Stat[], before: Reading): Outgoing {
  const report = stats.find(
    ({ type, localId }) =>
      type === 'remote-inbound-rtp' && localId !== undefined && localId === window.now.id,
  )
  const isNew =
    report !== undefined &&
    numberOf(report, 'timestamp') !== numberOf(before.stats.get(report.id), 'timestamp')
  const fraction = numberOf(report, 'fractionLost')
  return {
    packets: grown(window, 'packetsSent'),
    kbps: (grown(window, 'bytesSent') * 8) / window.ms,
    lossPercent: isNew && fraction !== undefined ? fraction * 100 : undefined,
  }
}

function outgoingAudio(window: Window, stats: readonly Stat[], before: Reading): OutgoingAudio {
  const source = stats.find(({ id }) => id !== undefined && id === window.now.mediaSourceId)
  const energy = numberOf(source, 'totalAudioEnergy')
  const energyBefore = numberOf(source && before.stats.get(source.id), 'totalAudioEnergy')
  return {
    ...outgoing(window, stats, before),
    level: numberOf(source, 'audioLevel'),
    hasSound:
      energy === undefined || energyBefore === undefined ? undefined : energy - energyBefore > FLAT_ENERGY,
  }
}

/** Less energy in a window is digital silence, or the noise of a converter. */
const FLAT_ENERGY = 1e-9

const LIMITS: readonly string[] = ['none', 'cpu', 'bandwidth'] satisfies OutgoingVideo['limitedBy'][]

function outgoingVideo(window: Window, stats: readonly Stat[], before: Reading): OutgoingVideo {
  const limit = textOf(window.now, 'qualityLimitationReason') ?? 'none'
  return {
    ...outgoing(window, stats, before),
    ...picture(window.now),
    isActive: window.now.active !== false,
    limitedBy: LIMITS.includes(limit) ? (limit as OutgoingVideo['limitedBy']) : 'other',
  }
}

function picture(stat: Stat): Picture {
  return {
    frameRate: numberOf(stat, 'framesPerSecond') ?? 0,
    width: numberOf(stat, 'frameWidth') ?? 0,
    height: numberOf(stat, 'frameHeight') ?? 0,
  }
}

function pathOf(stats: readonly Stat[], pair: Stat | undefined): LineSample['path'] {
  if (!pair) return undefined
  const local = stats.find(({ id }) => id !== undefined && id === pair.localCandidateId)
  if (textOf(local, 'candidateType') !== 'relay') return 'direct'
  return textOf(local, 'relayProtocol') === 'udp' ? 'relay-udp' : 'relay-tcp'
}

function percent(part: number, whole: number): number {
  return whole > 0 ? (part / whole) * 100 : 0
}
