import {
  type Credibility,
  CREDIBILITY_WINDOW_MS,
  PAUSE_FROM,
  PAUSE_MS,
  weigh,
} from '@/lib/domain/credibility'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, UserId } from '@/lib/domain/ids'
import { toUser } from '@/lib/domain/topics'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { CredibilityRecords } from '@/lib/server/ports/moderation/credibility'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly credibility: CredibilityRecords
  readonly accounts: Pick<Accounts, 'byId'>
  readonly marks: Marks
  readonly clock: Clock
  readonly bus: Bus
}

/**
 * By whom reports are answered with a pause; whoever was never paused is not asked for in the database. Marks may be lost with a
 * process that keeps them in memory, so that the database alone is asked while a pause from before it may still run.
 */
const markOf = (user: UserId) => `paused ${user}`

/**
 * The only thing that reports do by themselves: several that weigh enough keep a person from meeting people for some minutes, which
 * ends by itself.
 */
export function createPauses({ credibility, accounts, marks, clock, bus }: Deps) {
  const startedAt = clock.now()

  async function mayBePaused(user: UserId, now: Millis): Promise<boolean> {
    return now - startedAt < PAUSE_MS || marks.has(markOf(user), now)
  }

  async function consider(user: UserId): Promise<void> {
    const person = await accounts.byId(user)
    if (!person) return
    const at = clock.now()
    const before = await credibility.pauseOf(user)
    if (before && before.until > at) return
    const since = Math.max(before?.until ?? 0, at - CREDIBILITY_WINDOW_MS)
    const { tenantId } = person
    const found = weigh(await credibility.against(tenantId, user, { since, until: at }), at, since)
    if (found.weight < PAUSE_FROM) return
    await begin(user, tenantId, found, at)
  }

  async function begin(user: UserId, tenantId: string, found: Credibility, at: Millis): Promise<void> {
    const { weight, reports, reporters, inBurst } = found
    const until = at + PAUSE_MS
    const details = { weight, reports, reporters, inBurst, until: new Date(until).toISOString() }
    const audit = { tenantId, actorId: null, action: 'account.paused', targetId: user, details, at }
    if (!(await credibility.pause(user, { weight, since: at, until }, audit))) return
    await marks.set(markOf(user), at)
    await bus.publish({ type: 'matching.paused', user, until, at, audience: [toUser(user)] })
  }

  bus.on('report.submitted', async ({ reported, again }) => {
    if (!again) await consider(reported)
  })

  return {
    /** @throws MATCHING_PAUSED with `retryAfter` in seconds while a pause lasts */
    async admit(user: UserId): Promise<void> {
      const now = clock.now()
      if (!(await mayBePaused(user, now))) return
      const pause = await credibility.pauseOf(user)
      if (!pause || pause.until <= now) return
      throw new DomainError('MATCHING_PAUSED', { retryAfter: Math.ceil((pause.until - now) / 1_000) })
    },
  }
}

export type PausesService = ReturnType<typeof createPauses>
