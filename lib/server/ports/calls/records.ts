import { type Call, deadlineOf } from '@/lib/domain/calls/call'
import type { Millis, UserId } from '@/lib/domain/ids'
import { RECORD_DUE_WITHIN_MS } from '@/lib/server/ports/records/live-records'

/** When a call is looked at again at the latest, well within what a live record is remembered for. */
const LOOKED_AT_MS = RECORD_DUE_WITHIN_MS / 2

/** When a call's record is due. */
export const dueOf = (call: Call, now: Millis): Millis => Math.min(deadlineOf(call), now + LOOKED_AT_MS)

/** Those who are in a call or called by it. */
export const insideOf = ({ people }: Call): readonly UserId[] =>
  people.filter(({ stage }) => stage !== 'out').map(({ user }) => user)

/** Those whom a change put out of a call. */
export function freshlyOut(before: Call, after: Call): readonly UserId[] {
  const inside = new Set(insideOf(after))
  return insideOf(before).filter((user) => !inside.has(user))
}
