import type { Millis } from './ids'
import { type ChatType, type EndCause, RECONNECT_WINDOW_MS, type Session } from './sessions'

/** Leaving within this of the match without sending anything is a quick leave. */
const QUICK_LEAVE_MS: Readonly<Record<ChatType, Millis>> = {
  text: 5_000,
  audio: 10_000,
  video: 10_000,
}
/** Quick leaves count for this long. */
export const QUICK_LEAVES_WINDOW_MS = 120_000
/** The quick leave within the window from which on each next join waits. */
export const QUICK_LEAVES_FROM = 8
/** Everything is forgotten after one session of this length. */
export const CONVERSATION_MS = 30_000
/** An account younger than this that never had a conversation is counted by its address too. */
export const NEWCOMER_MS = 24 * 60 * 60_000

export const HOLD_FIRST_MS = 1_000
export const HOLD_AT_MOST_MS = 30_000
/** The step at which the wait is as long as it gets. */
export const LAST_STEP = 6

/** The quick leaves of one account, device or address. Nothing is known of it QUICK_LEAVES_WINDOW_MS after the last one. */
export interface QuickLeaves {
  /** Those within the window, oldest first; as many as are needed to be held. */
  readonly times: readonly Millis[]
  /** 0: not held. Else how often the wait has been lengthened; at most LAST_STEP. */
  readonly step: number
}

/**
 * What is known after one more quick leave. From the `from`th within the window on, each one makes the next join wait longer.
 * Redis' copy of this rule is `COUNT` in adapters/redis/quick-leaves-lua.ts.
 */
export function afterQuickLeave(before: QuickLeaves | undefined, from: number, now: Millis): QuickLeaves {
  const recent = (before?.times ?? []).filter((at) => now - at < QUICK_LEAVES_WINDOW_MS)
  const times = [...recent, now].slice(-from)
  const held = recent.length > 0 ? (before?.step ?? 0) : 0
  if (held > 0) return { times, step: Math.min(LAST_STEP, held + 1) }
  return { times, step: times.length >= from ? 1 : 0 }
}

/** How long the next join waits: 1, 2, 4 … 30 s. */
export function holdMs(step: number): Millis {
  return step === 0 ? 0 : Math.min(HOLD_AT_MOST_MS, HOLD_FIRST_MS * 2 ** (step - 1))
}

/** When a participant of an ended session left it: who lost the connection did so before the time to come back. */
function leftAt({ startedAt, participants, end }: Session): Millis {
  const lost = participants.filter(({ user, awayUntil }) => user === end?.by && awayUntil !== null)
  const [away] = end?.cause === 'disconnected' ? lost : []
  return away?.awayUntil ? Math.max(startedAt, away.awayUntil - RECONNECT_WINDOW_MS) : (end?.at ?? startedAt)
}

/** How long two people were in a session together, ms. */
export function lengthOf(session: Session): Millis {
  return leftAt(session) - session.startedAt
}

const LEAVING: readonly EndCause[] = ['left', 'disconnected']

/** Who left an ended session at once without sending anything; undefined: no one. */
export function quickLeaverOf(session: Session): string | undefined {
  const { end, chatType, participants } = session
  if (!end?.by || !LEAVING.includes(end.cause)) return undefined
  if (lengthOf(session) > QUICK_LEAVE_MS[chatType]) return undefined
  const leaver = participants.find(({ user }) => user === end.by)
  return leaver?.messages === 0 ? leaver.user : undefined
}
