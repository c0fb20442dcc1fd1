import type { Actor, Role } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { toUser } from '@/lib/domain/topics'
import type { UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import type {
  People,
  PeopleQuery,
  PersonSummary,
  ReportQueue,
} from '@/lib/server/ports/moderation/administration'
import type { LoginsService } from '../accounts/logins'
import type { History } from '@/lib/server/ports/sessions/history'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly people: People
  readonly reportQueue: Pick<ReportQueue, 'page'>
  readonly history: Pick<History, 'page'>
  readonly logins: Pick<LoginsService, 'endAll' | 'endWithoutFactor'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Shown of sessions and of reports each. */
const SHOWN = 50

/** Accounts, for administrators. */
export function createPeople({ people, reportQueue, history, logins, clock, bus }: Deps) {
  return {
    /** Newest first, with whether there is more. @throws FORBIDDEN */
    async page(
      actor: Actor,
      query: Omit<PeopleQuery, 'now'>,
    ): Promise<{ users: readonly PersonSummary[]; hasMore: boolean }> {
      authorize(actor, 'admin.users')
      const wanted = { ...query, limit: query.limit + 1, now: clock.now() }
      const found = await people.page(actor.tenantId, wanted)
      return { users: found.slice(0, query.limit), hasMore: found.length > query.limit }
    },

    /** All that is kept of a person except messages. @throws FORBIDDEN, USER_NOT_FOUND */
    async find(actor: Actor, userId: UserId) {
      authorize(actor, 'admin.users')
      const { tenantId } = actor
      const file = await people.find(tenantId, userId)
      if (!file) throw new DomainError('USER_NOT_FOUND')
      const [sessions, reportsBy, reportsAgainst] = await Promise.all([
        history.page(userId, { limit: SHOWN }),
        reportQueue.page(actor, { reporter: userId, limit: SHOWN }),
        reportQueue.page(actor, { reported: userId, limit: SHOWN }),
      ])
      // A device is noted as it signs in, and a person who talks all day does that once.
      const seenAt = Math.max(file.seenAt ?? 0, sessions[0]?.endedAt ?? 0) || null
      return { ...file, seenAt, sessions, reportsBy, reportsAgainst }
    },

    /** The last administrator stays one. @throws FORBIDDEN, USER_NOT_FOUND */
    async setRole(actor: Actor, userId: UserId, role: Role): Promise<void> {
      authorize(actor, 'admin.users')
      const { tenantId, userId: actorId } = actor
      const audit = { tenantId, actorId, action: 'account.role-changed', targetId: userId, details: { role } }
      const at = clock.now()
      const outcome = await people.setRole(tenantId, userId, role, { ...audit, at })
      if (outcome === 'unknown') throw new DomainError('USER_NOT_FOUND')
      if (outcome === 'last-administrator')
        throw new DomainError('FORBIDDEN', { description: 'The last administrator stays one' })
      await logins.endWithoutFactor(userId)
      await bus.publish({ type: 'account.role-changed', user: userId, role, at, audience: [toUser(userId)] })
    },

    /**
     * Takes a lost second factor away from another person, who is told by mail: all their logins end, and where a role needs one
     * they set up a new one first.
     *
     * @returns how many logins ended
     * @throws FORBIDDEN also for one's own, USER_NOT_FOUND, NOT_FOUND where they have none
     */
    async removeSecondFactor(actor: Actor, userId: UserId, reason: string): Promise<number> {
      authorize(actor, 'admin.users')
      const { tenantId, userId: actorId } = actor
      if (userId === actorId)
        throw new DomainError('FORBIDDEN', { description: 'Another administrator removes it' })
      const about = { tenantId, actorId, action: 'account.second-factor-reset', targetId: userId }
      const audit = { ...about, details: { reason }, at: clock.now() }
      const outcome = await people.removeSecondFactor(tenantId, userId, audit)
      if (outcome === 'unknown') throw new DomainError('USER_NOT_FOUND')
      if (outcome === 'none') throw new DomainError('NOT_FOUND')
      return logins.endAll(userId)
    },
  }
}
