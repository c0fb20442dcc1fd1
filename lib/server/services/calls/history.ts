import type { Actor } from '@/lib/domain/accounts'
import { type PastCall, recordOf } from '@/lib/domain/calls/history'
import type { CallId, Millis } from '@/lib/domain/ids'
import type { CallHistory } from '@/lib/server/ports/calls/call-history'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly callHistory: CallHistory
  readonly liveCalls: Pick<LiveCalls, 'find'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Calls whose process died with them are looked for this often. */
const LOST_EVERY_MS: Millis = 60_000
/** One that was placed before this and is in no memory any more is lost: it is written before it is entered. */
const LOST_AFTER_MS: Millis = 10_000
const LOST_AT_ONCE = 200

/** What stays of calls: who, when, how long, how each ended, and how its lines were. */
export function createCallHistory({ callHistory, liveCalls, clock, bus }: Deps) {
  bus.on('call.placed', ({ call }) => callHistory.record(recordOf(call)))
  bus.on('call.answered', ({ call }) => callHistory.record(recordOf(call)))
  bus.on('call.left', ({ call }) => callHistory.record(recordOf(call)))
  bus.on('call.ended', ({ call }) => callHistory.record(recordOf(call)))

  /** A call that was lost with the memory that held it has failed. */
  async function failLost(): Promise<void> {
    const now = clock.now()
    for (let after: CallId | undefined; ;) {
      const open = await callHistory.open(now - LOST_AFTER_MS, LOST_AT_ONCE, after)
      const live = await Promise.all(open.map((id) => liveCalls.find(id)))
      const lost = open.filter((_, index) => live[index] === undefined)
      if (lost.length > 0) await callHistory.fail(lost, now)
      if (open.length < LOST_AT_ONCE) return
      after = open.at(-1)
    }
  }

  clock.every(LOST_EVERY_MS, failLost)

  return {
    /** Newest first, with whether there is more. */
    async of(
      { userId }: Actor,
      { before, limit, isMissed }: { before?: Millis | undefined; limit: number; isMissed: boolean },
    ): Promise<{ calls: readonly PastCall[]; hasMore: boolean }> {
      const found = await callHistory.page(userId, { before, limit: limit + 1, isMissed })
      return { calls: found.slice(0, limit), hasMore: found.length > limit }
    },
  }
}
