import { percentile } from './analytics'
import { type Counters, histogramOf, kindsOf } from './counters'
import type { Millis } from './ids'
import { CHAT_TYPES, type ChatType } from './sessions'

/** One hour as the overview draws it. */
export interface HourFigures {
  readonly start: Millis
  /** Mean of people here, and the most at once. */
  readonly online: number
  readonly peakOnline: number
  /** Sessions that began, by kind. */
  readonly sessions: Readonly<Record<ChatType, number>>
  readonly messages: number
  /** Waits until a pair, ms. */
  readonly waits: { readonly p50: Millis; readonly p95: Millis; readonly count: number }
  /** Sessions with sound that ended because it was lost. */
  readonly failedCalls: number
  readonly errors: number
  readonly limits: number
}

/** What has to be read for these figures. */
export const HOUR_NAMES: readonly string[] = [
  'samples',
  'level.online',
  'peak.online',
  'messages',
  'waits',
  'errors',
  'limits',
  ...CHAT_TYPES.map((kind) => `${kind}.rooms`),
  'audio.causes',
  'video.causes',
]

const total = (counts: Counters) => Object.values(counts).reduce((sum, count) => sum + count, 0)

export function hourFigures(start: Millis, counters: Counters): HourFigures {
  const waits = histogramOf(counters, 'waits')
  const samples = counters.samples ?? 0
  const of = (name: string) => counters[name] ?? 0
  return {
    start,
    online: samples === 0 ? 0 : Math.round((10 * of('level.online')) / samples) / 10,
    peakOnline: of('peak.online'),
    sessions: { text: of('text.rooms'), audio: of('audio.rooms'), video: of('video.rooms') },
    messages: of('messages'),
    waits: { p50: percentile(waits, 0.5), p95: percentile(waits, 0.95), count: waits.count },
    failedCalls: of('audio.causes:media-failed') + of('video.causes:media-failed'),
    errors: total(kindsOf(counters, 'errors')),
    limits: total(kindsOf(counters, 'limits')),
  }
}

/** What is compared with the same hour of other days. */
export const COMPARED = [
  'online',
  'text',
  'audio',
  'video',
  'messages',
  'waits',
  'failedCalls',
  'errors',
] as const
export type Compared = (typeof COMPARED)[number]

/** The number of an hour that is compared; undefined: there is none, as a wait where nobody met. */
export function comparedOf(what: Compared, hour: HourFigures): number | undefined {
  if (what === 'waits') return hour.waits.count === 0 ? undefined : hour.waits.p95
  if (what === 'online' || what === 'messages' || what === 'failedCalls' || what === 'errors')
    return hour[what]
  return hour.sessions[what]
}
