import { type Results, lostSessions, percentile } from './results'
import { type Outcome, outcome, pace } from './row'
import type { Start } from './server'

const SERVE_WITHIN_MS = 3_000
const BACK_WITHIN_MS = 30_000

/** A server serves again within 3 s of being started; where others crowd the machine, of its own processor time. */
export function servingAgain(starts: readonly Start[]): Outcome {
  const late = starts.filter(
    ({ ms, ownMs, isCrowded }) => (isCrowded ? Math.min(ms, ownMs) : ms) > SERVE_WITHIN_MS,
  )
  const crowded = starts.filter(({ isCrowded }) => isCrowded).length
  return pace(
    `${starts.length} starts, ${crowded} of them on a crowded machine: serving`,
    `within ${SERVE_WITHIN_MS} ms (crowded: of processor time)`,
    `${spread(starts.map(({ ms }) => ms))}; processor time ${spread(starts.map(({ ownMs }) => ownMs))}; ${late.length} too late`,
    late.length === 0,
  )
}

const spread = (values: readonly number[]): string =>
  `median ${Math.round(percentile(values, 50))}, slowest ${Math.round(Math.max(...values))} ms`

/** 99.9 % of clients are back in their session within 30 s. */
export function backInTheirSessions(results: Results): Outcome {
  const { returns } = results
  const lost = lostSessions(results)
  const inTime = returns.filter((ms) => ms <= BACK_WITHIN_MS).length
  const share = (100 * inTime) / Math.max(1, returns.length + lost.length)
  return {
    ...outcome(
      `${returns.length + lost.length} broken connections: back in the session within 30 s`,
      'at least 99.9 %',
      `${share.toFixed(2)} % (median ${Math.round(percentile(returns, 50))}, p99 ${Math.round(percentile(returns, 99))} ms)`,
      returns.length > 0 && share >= 99.9,
    ),
    details: lost.slice(0, 5).map(({ client, room, how }) => `${client} lost ${room}: ${how}`),
  }
}

/** No session is lost that neither participant left. */
export function noSessionLost(results: Results): Outcome {
  const lost = lostSessions(results)
  return {
    ...outcome('sessions lost', '0', lost.length, lost.length === 0),
    details: lost.slice(0, 5).map(({ client, room, how }) => `${client} lost ${room}: ${how}`),
  }
}
