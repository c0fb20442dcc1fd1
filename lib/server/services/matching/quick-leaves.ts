import { rangeOf } from '@/lib/domain/address-range'
import type { Actor } from '@/lib/domain/accounts'
import type { Millis } from '@/lib/domain/ids'
import {
  CONVERSATION_MS,
  lengthOf,
  NEWCOMER_MS,
  quickLeaverOf,
  QUICK_LEAVES_FROM,
} from '@/lib/domain/quick-leaves'
import type { QuickLeaveCounts } from '@/lib/server/ports/matching/quick-leaves'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { LimitsService } from '../connections/limits'

interface Deps {
  readonly quickLeaves: QuickLeaveCounts
  readonly limits: LimitsService
  readonly clock: Clock
  readonly bus: Bus
  /** Multiplies every limit; for load tests. */
  readonly factor: number
}

/** Makes people wait who do nothing but leave, so that they cannot keep others from meeting. */
export function createQuickLeaves({ quickLeaves, limits, clock, bus, factor }: Deps) {
  const from = Math.max(1, Math.round(QUICK_LEAVES_FROM * factor))

  bus.on('session.ended', async ({ session }) => {
    const now = clock.now()
    const leaver = quickLeaverOf(session)
    if (leaver !== undefined) await quickLeaves.count(leaver, from, now)
    if (lengthOf(session) < CONVERSATION_MS) return
    await Promise.all(session.participants.map(({ user }) => quickLeaves.forget(user, now)))
  })

  return {
    /**
     * A person joins, from an address where it is known. Those who are new count against the joins of their address and of its range; a school
     * whose people are known does not.
     *
     * @returns until when they wait; null: nothing is held against them
     * @throws RATE_LIMIT_EXCEEDED
     */
    async admit(actor: Actor, address: string | undefined): Promise<Millis | null> {
      const now = clock.now()
      const isYoung = now - actor.createdAt < NEWCOMER_MS
      const { userId: user, devices } = actor
      const counted = isYoung && address !== undefined ? address : null
      const { heldUntil, isNew } = await quickLeaves.hold({ user, devices, address: counted }, now)
      if (isNew && counted !== null) {
        await limits.consume('joinsOfAddress', counted)
        await limits.consume('joinsOfRange', rangeOf(counted))
      }
      return heldUntil
    },
  }
}

export type QuickLeavesService = ReturnType<typeof createQuickLeaves>
