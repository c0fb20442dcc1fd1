import { type Actor, FOREVER } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import type { Accounts } from '@/lib/server/ports/accounts'
import type { People } from '@/lib/server/ports/administration'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { LoginsService } from './logins'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId'>
  readonly people: Pick<People, 'ban'>
  readonly logins: Pick<LoginsService, 'endAll'>
  readonly clock: Clock
  readonly bus: Bus
}

export interface Ban {
  readonly userId: UserId
  /** For the audit log; the banned person does not learn it. */
  readonly reason: string
  /** Null: without end. */
  readonly until: Millis | null
}

/** Takes people out, with their devices. */
export function createBans({ accounts, people, logins, clock, bus }: Deps) {
  async function checkTarget(actor: Actor, userId: UserId): Promise<void> {
    const user = await accounts.byId(userId)
    if (!user || user.tenantId !== actor.tenantId) throw new DomainError('USER_NOT_FOUND')
    if (userId === actor.userId) throw new DomainError('FORBIDDEN', { description: 'Nobody bans themselves' })
    if (user.role === 'admin' && actor.role !== 'admin')
      throw new DomainError('FORBIDDEN', { description: 'Only an administrator bans an administrator' })
  }

  return {
    /**
     * Bans an account and its devices: its session and its waiting end, every login is revoked, its sockets are closed.
     * Banning again replaces the end of the ban.
     *
     * @throws FORBIDDEN, USER_NOT_FOUND, INVALID_REQUEST when the end is not in the future
     */
    async ban(actor: Actor, { userId, reason, until }: Ban): Promise<void> {
      authorize(actor, 'admin.bans')
      await checkTarget(actor, userId)
      const at = clock.now()
      if (until !== null && until <= at)
        throw new DomainError('INVALID_REQUEST', { description: 'expiresAt must be in the future' })

      const { tenantId, userId: actorId } = actor
      const details = { reason, until: until === null ? null : new Date(until).toISOString() }
      const audit = { tenantId, actorId, action: 'account.banned', targetId: userId, details, at }
      if (!(await people.ban(tenantId, userId, until ?? FOREVER, audit)))
        throw new DomainError('USER_NOT_FOUND')
      await bus.publish({ type: 'account.banned', user: userId, by: actorId, at, audience: [] })
      await logins.endAll(userId)
    },
  }
}

export type BansService = ReturnType<typeof createBans>
