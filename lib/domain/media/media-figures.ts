import { percentile } from '../analytics'
import { type Counters, histogramOf, kindsOf } from '../counters'
import type { Millis } from '../ids'
import { withoutKind } from '../matching-figures'
import type { MediaChatType } from '../sessions'
import { HUNDREDTHS, LINE_BANDS, type LineBand } from './media-counts'

/** A middle, what most have at most, and the worst hundredth; within 12 %. */
interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** How voice and video were in a stretch of time. */
export interface MediaFigures {
  readonly sessions: number
  readonly ended: number
  /** Ended because sound or picture was lost for too long. */
  readonly failed: number
  /** Per cent of those that ended; null: none did. */
  readonly failedPercent: number | null
  /** From the match to the first media, and how many were measured. */
  readonly setup: Percentiles & { readonly count: number }
  /** Sides that never connected, per cent of all; null: there were none. */
  readonly unconnectedPercent: number | null
  /** Sides whose media came by a relay, per cent of those who said how; null: nobody did. */
  readonly relayPercent: number | null
  /** Means of each side: per cent, ms, kbps. `kbps.p5`: what nearly all have at least. */
  readonly loss: Percentiles
  readonly jitter: Percentiles
  readonly kbps: { readonly p5: number; readonly p50: number }
  /** Lost connections that came back, per cent; null: none was lost. */
  readonly reconnectPercent: number | null
  /** Why sessions ended, most first; `cumulative` is the share of this cause and of those before it. */
  readonly causes: readonly Cause[]
  /** How the worse line of a session was, and what came of it. */
  readonly lines: readonly LineOutcome[]
  /** Microphones and cameras that people did not get, most first. */
  readonly devices: readonly { readonly device: string; readonly count: number }[]
}

interface Cause {
  readonly cause: string
  readonly count: number
  /** Per cent, one decimal. */
  readonly share: number
  readonly cumulative: number
}

interface LineOutcome {
  readonly band: LineBand
  readonly sessions: number
  /** Left within SKIP_MS, and reported, per cent of the sessions of this band; null: there were none. */
  readonly skippedPercent: number | null
  readonly reportedPercent: number | null
}

const NAMES = [
  'rooms',
  'ended',
  'connect',
  'sides',
  'path',
  'loss',
  'jitter',
  'kbps',
  'reconnects',
  'causes',
  'line',
  'skipped',
  'reported',
]

/** What has to be read for these figures. */
export const mediaNames = (kinds: readonly MediaChatType[]): readonly string[] => [
  'devices',
  ...kinds.flatMap((kind) => NAMES.map((name) => `${kind}.${name}`)),
]

/** @param kinds - of these kinds of session together; `devices` are of all of them */
export function mediaFigures(counters: Counters, kinds: readonly MediaChatType[]): MediaFigures {
  const all = withoutKind(counters, kinds)
  const { connected = 0, unconnected = 0 } = kindsOf(all, 'sides')
  const { relay = 0, direct = 0 } = kindsOf(all, 'path')
  const { succeeded = 0, failed: notBack = 0 } = kindsOf(all, 'reconnects')
  const causes = kindsOf(all, 'causes')
  const ended = sum(causes)
  const failed = causes['media-failed'] ?? 0
  const setup = histogramOf(all, 'connect')
  const kbps = histogramOf(all, 'kbps')
  return {
    sessions: all.rooms ?? 0,
    ended,
    failed,
    failedPercent: percent(failed, ended),
    setup: { ...percentilesOf(all, 'connect'), count: setup.count },
    unconnectedPercent: percent(unconnected, connected + unconnected),
    relayPercent: percent(relay, relay + direct),
    loss: percentilesOf(all, 'loss', HUNDREDTHS),
    jitter: percentilesOf(all, 'jitter'),
    kbps: { p5: percentile(kbps, 0.05), p50: percentile(kbps, 0.5) },
    reconnectPercent: percent(succeeded, succeeded + notBack),
    causes: pareto(causes),
    lines: linesOf(all),
    devices: mostFirst(kindsOf(counters, 'devices')).map(([device, count]) => ({ device, count })),
  }
}

const sum = (counts: Counters) => Object.values(counts).reduce((total, count) => total + count, 0)
const percent = (part: number, all: number): number | null =>
  all === 0 ? null : Math.round((1_000 * part) / all) / 10
const mostFirst = (counts: Counters) =>
  Object.entries(counts).toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))

function percentilesOf(all: Counters, name: string, unit = 1): Percentiles {
  const histogram = histogramOf(all, name)
  const of = (share: number): Millis => percentile(histogram, share) / unit
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) }
}

/** Causes, most first, with the share of each and of those before it: the first few are what is worth mending. */
export function pareto(counts: Counters): readonly Cause[] {
  const total = sum(counts)
  let before = 0
  return mostFirst(counts).map(([cause, count]) => {
    before += count
    return { cause, count, share: percent(count, total) ?? 0, cumulative: percent(before, total) ?? 0 }
  })
}

function linesOf(all: Counters): readonly LineOutcome[] {
  const [lines, skipped, reported] = [kindsOf(all, 'line'), kindsOf(all, 'skipped'), kindsOf(all, 'reported')]
  return LINE_BANDS.map((band) => {
    const sessions = lines[band] ?? 0
    return {
      band,
      sessions,
      skippedPercent: percent(skipped[band] ?? 0, sessions),
      reportedPercent: percent(reported[band] ?? 0, sessions),
    }
  })
}
