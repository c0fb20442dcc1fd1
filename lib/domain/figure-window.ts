import { addSparse, countsBetween, emptyHistogram, percentile, underOneSecondPercent } from './analytics'
import type { Millis } from './ids'
import { HUNDREDTHS } from './media/media-counts'
import { addCounts, type Counts, type FigurePoint, POINT_SECONDS } from './live-figures'

const POINTS_A_MINUTE = 60 / POINT_SECONDS
/** A session has two people. */
const PEOPLE = 2

/** Upper bounds of the bands of session lengths, and one beyond, ms. */
export const LENGTH_BOUNDS_MS: readonly Millis[] = [10_000, 30_000, 120_000, 600_000]

/** What happened in a stretch of time. */
export interface FigureWindow {
  /** Minutes that it covers; fewer than asked for while the server is young. */
  readonly minutes: number
  /** Most people at once. */
  readonly peakOnline: number
  readonly peakTalking: number
  /** Times to a pair, ms, within 12 %; `underOneSecond` is per cent, null without a pairing. */
  readonly waits: {
    readonly count: number
    readonly p50: Millis
    readonly p95: Millis
    readonly p99: Millis
    readonly underOneSecond: number | null
  }
  readonly messages: number
  readonly messagesPerMinute: number
  readonly ended: number
  /** Lengths of the sessions that ended, ms, within 12 %; `bands` by LENGTH_BOUNDS_MS. */
  readonly lengths: { readonly p50: Millis; readonly p95: Millis; readonly bands: readonly number[] }
  readonly requeues: number
  /** Of the people whose session ended, how many searched again within a minute, per cent; null without an end. */
  readonly requeueRate: number | null
  readonly causes: Counts
  readonly limits: number
  readonly limitKinds: Counts
  readonly errors: number
  readonly errorKinds: Counts
  /** Of sessions with sound or picture: set-up in ms, loss in per cent, both null where nothing was measured. */
  readonly calls: {
    readonly setup: { readonly p50: Millis; readonly p95: Millis } | null
    readonly loss: number | null
    readonly ended: number
    readonly failed: number
    /** Per cent of those that ended; null without one. */
    readonly failedPercent: number | null
  }
}

/** Sums points up; percentiles come from their buckets, so they are those of the whole stretch. */
export function summarize(points: readonly FigurePoint[]): FigureWindow {
  const [waits, lengths] = [emptyHistogram(), emptyHistogram()]
  for (const point of points) {
    addSparse(waits, point.waits)
    addSparse(lengths, point.lengths)
  }
  const total = (key: 'messages' | 'ended' | 'requeues' | 'limits' | 'errors') =>
    points.reduce((sum, point) => sum + point[key], 0)
  const peak = (key: 'online' | 'talking') => points.reduce((most, point) => Math.max(most, point[key]), 0)
  const kinds = (key: 'causes' | 'limitKinds' | 'errorKinds') =>
    points.reduce<Counts>((sum, point) => addCounts(sum, point[key]), {})
  const minutes = points.length / POINTS_A_MINUTE
  const [messages, ended, requeues] = [total('messages'), total('ended'), total('requeues')]

  return {
    minutes,
    peakOnline: peak('online'),
    peakTalking: peak('talking'),
    waits: {
      count: waits.count,
      p50: percentile(waits, 0.5),
      p95: percentile(waits, 0.95),
      p99: percentile(waits, 0.99),
      underOneSecond: waits.count === 0 ? null : underOneSecondPercent(waits),
    },
    messages,
    messagesPerMinute: minutes === 0 ? 0 : messages / minutes,
    ended,
    lengths: {
      p50: percentile(lengths, 0.5),
      p95: percentile(lengths, 0.95),
      bands: countsBetween(lengths, LENGTH_BOUNDS_MS),
    },
    requeues,
    requeueRate: ended === 0 ? null : Math.round((requeues / (ended * PEOPLE)) * 1_000) / 10,
    causes: kinds('causes'),
    limits: total('limits'),
    limitKinds: kinds('limitKinds'),
    errors: total('errors'),
    errorKinds: kinds('errorKinds'),
    calls: callsOf(points),
  }
}

function callsOf(points: readonly FigurePoint[]): FigureWindow['calls'] {
  const [setup, loss] = [emptyHistogram(), emptyHistogram()]
  let [ended, failed] = [0, 0]
  for (const { calls } of points) {
    if (!calls) continue
    addSparse(setup, calls.setup)
    addSparse(loss, calls.loss)
    ended += calls.ended
    failed += calls.failed
  }
  return {
    setup: setup.count === 0 ? null : { p50: percentile(setup, 0.5), p95: percentile(setup, 0.95) },
    loss: loss.count === 0 ? null : percentile(loss, 0.95) / HUNDREDTHS,
    ended,
    failed,
    failedPercent: ended === 0 ? null : Math.round((1_000 * failed) / ended) / 10,
  }
}

/**
 * The newest `minutes` of a line, and as much before them to compare with.
 *
 * @param points - oldest first.
 * @returns `before` is undefined unless the line reaches back twice as far.
 */
export function splitWindows(
  points: readonly FigurePoint[],
  minutes: number,
): { now: readonly FigurePoint[]; before: readonly FigurePoint[] | undefined } {
  const size = minutes * POINTS_A_MINUTE
  const isEnough = points.length >= 2 * size
  return { now: points.slice(-size), before: isEnough ? points.slice(-2 * size, -size) : undefined }
}
