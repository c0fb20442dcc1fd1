import { type Actor, FOREVER } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { toHolders, toUser } from '@/lib/domain/topics'
import type { Millis, ReportId, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { People } from '@/lib/server/ports/moderation/administration'
import type { AuditEntry } from '@/lib/server/ports/moderation/moderation'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { LoginsService } from '../accounts/logins'

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
  /** The report of them that led to it: resolved in the same step. */
  readonly report?: ReportId | undefined
  /** About the report, for the audit log. */
  readonly note?: string | undefined
}

const REFUSALS = {
  unknown: 'USER_NOT_FOUND',
  'no-report': 'NOT_FOUND',
  own: 'OWN_CASE',
  'same-moderator': 'OTHER_MODERATOR_NEEDED',
  decided: 'ALREADY_DECIDED',
  claimed: 'CASE_CLAIMED',
} as const

function resolution(
  { tenantId, userId: actorId }: Actor,
  report: ReportId,
  note: string | undefined,
  at: Millis,
): AuditEntry {
  const details = { status: 'resolved', note: note || null }
  return { tenantId, actorId, action: 'report.reviewed', targetId: report, details, at }
}

/** Bans people, with their devices. */
export function createBans({ accounts, people, logins, clock, bus }: Deps) {
  async function checkTarget(actor: Actor, userId: UserId): Promise<void> {
    const user = await accounts.byId(userId)
    if (!user) return // perhaps the pseudonym of a deleted account
    if (user.tenantId !== actor.tenantId) throw new DomainError('USER_NOT_FOUND')
    if (userId === actor.userId) throw new DomainError('FORBIDDEN', { description: 'Nobody bans themselves' })
    if (user.role === 'admin' && actor.role !== 'admin')
      throw new DomainError('FORBIDDEN', { description: 'Only an administrator bans an administrator' })
  }

  return {
    /**
     * Bans an account and its devices: its session and its waiting end, every login is revoked, its sockets are closed; so it is
     * with accounts that go on with a device or the address of a deleted one. Banning again replaces the end of the ban.
     *
     * @throws FORBIDDEN, also for the last administrator of the tenant, USER_NOT_FOUND, INVALID_REQUEST when the end is not in the future, NOT_FOUND when there is no such
     *   report of that person, OWN_CASE when the actor made it, ALREADY_DECIDED when it is decided, CASE_CLAIMED when another moderator
     *   has it, or the appeal against the ban that runs, OTHER_MODERATOR_NEEDED when that appeal is against a ban of the actor's: then
     *   no one is banned
     */
    async ban(actor: Actor, { userId, reason, until, report, note }: Ban): Promise<void> {
      authorize(actor, 'admin.bans')
      if (report !== undefined) authorize(actor, 'admin.reports')
      await checkTarget(actor, userId)
      const at = clock.now()
      if (until !== null && until <= at)
        throw new DomainError('INVALID_REQUEST', {
          description: 'expiresAt must be in the future',
          field: 'expiresAt',
        })

      const { tenantId, userId: actorId } = actor
      const details = { reason, until: until === null ? null : new Date(until).toISOString() }
      const audit = { tenantId, actorId, action: 'account.banned', targetId: userId, details, at }
      const resolves =
        report === undefined ? undefined : { report, audit: resolution(actor, report, note, at) }
      const banned = await people.ban(tenantId, userId, until ?? FOREVER, audit, resolves)
      if (banned === 'last-administrator')
        throw new DomainError('FORBIDDEN', { description: 'The last administrator stays one' })
      if (typeof banned === 'string') throw new DomainError(REFUSALS[banned])
      const { reporter, alsoOf } = banned
      for (const user of [userId, ...alsoOf]) {
        await bus.signal({ type: 'account.banned', user, by: actorId, at })
        await logins.endAll(user)
      }
      if (report === undefined || reporter === null) return
      const audience = [toHolders(tenantId, 'admin.reports'), toUser(reporter)]
      await bus.publish({ type: 'report.decided', report, reporter, outcome: 'resolved', at, audience })
    },
  }
}
