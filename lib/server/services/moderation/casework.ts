import type { Actor } from '@/lib/domain/accounts'
import type { AuditEntry } from '@/lib/domain/audit-chain'
import type { Claim } from '@/lib/domain/claims'
import type { PersonNote, SavedReply, Warning } from '@/lib/domain/casework'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, ReportId, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { toHolders, toUser } from '@/lib/domain/topics'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { Claims, PersonNotes, SavedReplies, Warnings } from '@/lib/server/ports/moderation/casework'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  readonly claims: Claims
  readonly reportQueue: Pick<ReportQueue, 'find'>
  readonly warnings: Warnings
  readonly personNotes: PersonNotes
  readonly savedReplies: SavedReplies
  readonly accounts: Pick<Accounts, 'byId'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

export interface PersonRecord {
  readonly warnings: readonly Warning[]
  readonly notes: readonly PersonNote[]
}

type About = Pick<AuditEntry, 'action' | 'targetId' | 'details'>

/** What moderators do beside deciding: who has which case, what they tell a person and each other. */
export function createCasework({
  claims,
  reportQueue,
  warnings,
  personNotes,
  savedReplies,
  accounts,
  clock,
  ids,
  bus,
}: Deps) {
  const entry = ({ tenantId, userId: actorId }: Actor, about: About, at: Millis): AuditEntry => ({
    tenantId,
    actorId,
    ...about,
    at,
  })

  /** A warning names a report of that person, in the actor's tenant, that is not the actor's own. */
  async function checkReport(actor: Actor, report: ReportId, user: UserId): Promise<void> {
    const file = (await reportQueue.find(actor, report))?.file
    if (file?.reported.userId !== user) throw new DomainError('NOT_FOUND', { description: 'No such report' })
    if (file.reporter.userId === actor.userId) throw new DomainError('OWN_CASE')
  }

  async function announce({ tenantId }: Actor, caseId: string, claim: Claim | null): Promise<void> {
    const audience = [toHolders(tenantId, 'admin.reports')]
    await bus.publish({ type: 'case.claimed', caseId, claim, at: clock.now(), audience })
  }

  return {
    /**
     * Takes a case, or goes on holding it; the other moderators see who has it.
     *
     * @throws FORBIDDEN, NOT_FOUND, OWN_CASE, OTHER_MODERATOR_NEEDED for an appeal against the actor's ban, ALREADY_DECIDED, CASE_CLAIMED
     *   when another moderator has it
     */
    async claim(actor: Actor, caseId: string): Promise<Claim> {
      authorize(actor, 'admin.reports')
      const now = clock.now()
      const claim = await claims.claim(actor.tenantId, caseId, actor.userId, now)
      if (claim === 'unknown') throw new DomainError('NOT_FOUND', { description: 'No such case' })
      if (claim === 'own') throw new DomainError('OWN_CASE')
      if (claim === 'same-moderator') throw new DomainError('OTHER_MODERATOR_NEEDED')
      if (claim === 'decided') throw new DomainError('ALREADY_DECIDED')
      if (claim.moderator !== actor.userId) {
        const retryAfter = Math.max(1, Math.ceil((claim.until - now) / 1_000))
        throw new DomainError('CASE_CLAIMED', { retryAfter })
      }
      await announce(actor, caseId, claim)
      return claim
    },

    /** Gives a case back; one that somebody else has stays theirs. @throws FORBIDDEN, NOT_FOUND */
    async release(actor: Actor, caseId: string): Promise<void> {
      authorize(actor, 'admin.reports')
      const released = await claims.release(actor.tenantId, caseId, actor.userId)
      if (released === 'unknown') throw new DomainError('NOT_FOUND', { description: 'No such case' })
      if (released) await announce(actor, caseId, null)
    },

    /** Names the moderator who is to decide a report; null: nobody. @throws FORBIDDEN, NOT_FOUND, USER_NOT_FOUND, OWN_CASE where either is a side of it */
    async assign(actor: Actor, report: ReportId, to: UserId | null): Promise<void> {
      authorize(actor, 'admin.reports')
      const { tenantId } = actor
      const assignee = to === null ? null : await accounts.byId(to)
      const isFit = (role: string) => role === 'moderator' || role === 'admin'
      if (assignee !== null && (assignee?.tenantId !== tenantId || !isFit(assignee.role)))
        throw new DomainError('USER_NOT_FOUND', { description: 'No such moderator' })
      const about = { action: 'report.assigned', targetId: report, details: { to } }
      const outcome = await claims.assign(tenantId, report, to, entry(actor, about, clock.now()))
      if (outcome === 'unknown') throw new DomainError('NOT_FOUND', { description: 'No such report' })
      if (outcome === 'own') throw new DomainError('OWN_CASE')
    },

    /** Warns a person: at once where they are here, and in their account until they confirm it. @throws FORBIDDEN, USER_NOT_FOUND, NOT_FOUND where the report is none about them, OWN_CASE where it is the actor's */
    async warn(actor: Actor, user: UserId, text: string, report: ReportId | null): Promise<Warning> {
      authorize(actor, 'admin.bans')
      if (report !== null) await checkReport(actor, report, user)
      const [id, at] = [ids.next(), clock.now()]
      const about = { action: 'account.warned', targetId: user, details: { text, report } }
      if (!(await warnings.add({ id, user, text }, entry(actor, about, at))))
        throw new DomainError('USER_NOT_FOUND')
      await bus.publish({ type: 'account.warned', user, warning: id, text, at, audience: [toUser(user)] })
      return { id, by: actor.userId, text, createdAt: at, seenAt: null }
    },

    /**
     * What moderators have told a person and each other about them. Notes outlive a deleted account.
     *
     * @throws FORBIDDEN, USER_NOT_FOUND
     */
    async recordOf(actor: Actor, user: UserId): Promise<PersonRecord> {
      authorize(actor, 'admin.reports')
      const [person, notes] = await Promise.all([
        accounts.byId(user),
        personNotes.ofUser(actor.tenantId, user),
      ])
      const isOurs = person?.tenantId === actor.tenantId
      if (!isOurs && notes.length === 0) throw new DomainError('USER_NOT_FOUND')
      return { warnings: isOurs ? await warnings.ofUser(user) : [], notes }
    },

    /** @throws FORBIDDEN, USER_NOT_FOUND */
    async addNote(actor: Actor, user: UserId, text: string): Promise<PersonNote> {
      authorize(actor, 'admin.reports')
      const [id, at] = [ids.next(), clock.now()]
      const about = { action: 'account.noted', targetId: user, details: { note: id } }
      if (!(await personNotes.add({ id, user, text }, entry(actor, about, at))))
        throw new DomainError('USER_NOT_FOUND')
      return { id, by: actor.userId, text, createdAt: at }
    },

    /** @throws FORBIDDEN */
    async replies(actor: Actor): Promise<readonly SavedReply[]> {
      authorize(actor, 'admin.reports')
      return savedReplies.all(actor.tenantId)
    },

    /** @throws FORBIDDEN, INVALID_REQUEST when there are too many */
    async addReply(actor: Actor, { title, text }: Omit<SavedReply, 'id'>): Promise<SavedReply> {
      authorize(actor, 'admin.reports')
      const reply = { id: ids.next(), title, text }
      const about = { action: 'reply.saved', targetId: reply.id, details: { title } }
      if (!(await savedReplies.add(actor.tenantId, reply, entry(actor, about, clock.now()))))
        throw new DomainError('INVALID_REQUEST', {
          description: 'There are too many saved replies: remove one',
        })
      return reply
    },

    /** @throws FORBIDDEN, NOT_FOUND */
    async changeReply(actor: Actor, reply: SavedReply): Promise<void> {
      authorize(actor, 'admin.reports')
      const about = { action: 'reply.changed', targetId: reply.id, details: { title: reply.title } }
      if (!(await savedReplies.change(actor.tenantId, reply, entry(actor, about, clock.now()))))
        throw new DomainError('NOT_FOUND', { description: 'No such reply' })
    },

    /** @throws FORBIDDEN, NOT_FOUND */
    async removeReply(actor: Actor, id: string): Promise<void> {
      authorize(actor, 'admin.reports')
      const about = { action: 'reply.removed', targetId: id, details: {} }
      if (!(await savedReplies.remove(actor.tenantId, id, entry(actor, about, clock.now()))))
        throw new DomainError('NOT_FOUND', { description: 'No such reply' })
    },
  }
}
