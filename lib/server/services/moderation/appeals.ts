import type { Actor } from '@/lib/domain/accounts'
import type { AppealCase, AppealOutcome, AppealState, BanRecord, Warning } from '@/lib/domain/casework'
import { normalizeEmail } from '@/lib/domain/email'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { toHolders } from '@/lib/domain/topics'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Asker, Passwords, Tokens } from '@/lib/server/ports/accounts/secrets'
import type { AppealDecided, AppealQuery, Appeals, Warnings } from '@/lib/server/ports/moderation/casework'
import type { CredibilityRecords } from '@/lib/server/ports/moderation/credibility'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  readonly appeals: Appeals
  readonly warnings: Warnings
  readonly credibility: Pick<CredibilityRecords, 'pauseOf'>
  readonly accounts: Pick<Accounts, 'byDevice' | 'byEmail'>
  readonly passwords: Pick<Passwords, 'verify'>
  readonly tokens: Pick<Tokens, 'deviceHash' | 'emailDigest'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** How somebody who cannot sign in says who they are. */
export type Banned =
  | { readonly deviceFingerprint: string }
  | { readonly email: string; readonly password: string }

/** What a person is told of how moderators see them. */
export interface Standing {
  readonly warnings: readonly Warning[]
  readonly appeal: AppealState | null
  /** Until when meeting people pauses; null: it does not. */
  readonly pausedUntil: Millis | null
}

const DECISIONS: Readonly<Record<Extract<AppealDecided, string>, () => DomainError>> = {
  unknown: () => new DomainError('NOT_FOUND', { description: 'No such appeal' }),
  decided: () => new DomainError('ALREADY_DECIDED'),
  claimed: () => new DomainError('CASE_CLAIMED'),
  'same-moderator': () => new DomainError('OTHER_MODERATOR_NEEDED'),
}

/** Appeals against bans, once a ban, and what becomes of them. */
export function createAppeals(deps: Deps) {
  const { appeals, warnings, credibility, accounts, passwords, tokens, clock, ids, bus } = deps

  async function byDevice(tenant: TenantId, device: string, now: Millis): Promise<BanRecord | undefined> {
    const hash = tokens.deviceHash(tenant, device)
    const found = await accounts.byDevice(tenant, hash, now)
    const own = found && (await appeals.banOf(tenant, found.user.id, now))
    return own ?? appeals.banOfDigest(tenant, hash, now)
  }

  /** @throws INVALID_CREDENTIALS */
  async function byEmail(tenant: TenantId, email: string, password: string, asker: Asker, now: Millis) {
    const normalized = normalizeEmail(email)
    const found = await accounts.byEmail(tenant, normalized)
    const isRight = await passwords.verify(password, found?.passwordHash ?? null, asker)
    if (!found || !isRight) throw new DomainError('INVALID_CREDENTIALS')
    const own = await appeals.banOf(tenant, found.user.id, now)
    return own ?? appeals.banOfDigest(tenant, tokens.emailDigest(tenant, normalized), now)
  }

  return {
    /**
     * Asks that another moderator looks at a ban; without a login, since a ban ends all of them.
     *
     * @throws INVALID_CREDENTIALS, NOT_BANNED, ALREADY_APPEALED, UNAVAILABLE
     */
    async appeal(tenant: TenantId, who: Banned, text: string, asker: Asker): Promise<{ at: Millis }> {
      const now = clock.now()
      const ban =
        'email' in who
          ? await byEmail(tenant, who.email, who.password, asker, now)
          : await byDevice(tenant, who.deviceFingerprint, now)
      if (!ban) throw new DomainError('NOT_BANNED')
      const id = ids.next()
      const { userId: actorId } = ban
      const about = { tenantId: tenant, actorId, targetId: id, details: { ban: ban.id } }
      const appeal = { id, tenantId: tenant, ban, text, at: now }
      if (!(await appeals.add(appeal, { ...about, action: 'appeal.made', at: now })))
        throw new DomainError('ALREADY_APPEALED')
      const audience = [toHolders(tenant, 'admin.reports')]
      await bus.publish({ type: 'appeal.made', appeal: id, user: actorId, at: now, audience })
      return { at: now }
    },

    /** What somebody who is refused is told of their appeal; null: there is none against this ban. */
    stateOf: (user: UserId): Promise<AppealState | null> => appeals.stateOf(user),

    /** @throws FORBIDDEN */
    async page(
      actor: Actor,
      query: AppealQuery,
    ): Promise<{ appeals: readonly AppealCase[]; hasMore: boolean }> {
      authorize(actor, 'admin.bans')
      const found = await appeals.page(actor.tenantId, { ...query, limit: query.limit + 1 })
      return { appeals: found.slice(0, query.limit), hasMore: found.length > query.limit }
    },

    /** @throws FORBIDDEN, NOT_FOUND */
    async find(actor: Actor, id: string): Promise<AppealCase> {
      authorize(actor, 'admin.bans')
      const found = await appeals.find(actor.tenantId, id)
      if (!found) throw DECISIONS.unknown()
      return found
    },

    /**
     * Upholds or lifts a ban; not by a moderator who made or changed it.
     *
     * @throws FORBIDDEN, NOT_FOUND, ALREADY_DECIDED, CASE_CLAIMED, OTHER_MODERATOR_NEEDED
     */
    async decide(actor: Actor, id: string, outcome: AppealOutcome, answer: string | null): Promise<void> {
      authorize(actor, 'admin.bans')
      const { tenantId, userId: moderator } = actor
      const at = clock.now()
      const audit = { tenantId, actorId: moderator, action: 'appeal.decided', targetId: id, at }
      const details = { outcome, answer }
      const decision = { outcome, answer, moderator }
      const decided = await appeals.decide(tenantId, id, decision, { ...audit, details })
      if (typeof decided === 'string') throw DECISIONS[decided]()
      const audience = [toHolders(tenantId, 'admin.reports')]
      await bus.publish({ type: 'appeal.decided', appeal: id, outcome, at, audience })
    },

    /** Lifts a ban, of account and devices; an appeal that waits with it, by whom may decide that. @throws FORBIDDEN, USER_NOT_FOUND, NOT_BANNED, CASE_CLAIMED, OTHER_MODERATOR_NEEDED */
    async unban(actor: Actor, user: UserId, reason: string): Promise<void> {
      authorize(actor, 'admin.bans')
      const { tenantId, userId: actorId } = actor
      const audit = { tenantId, actorId, action: 'account.unbanned', targetId: user, details: { reason } }
      const outcome = await appeals.unban(tenantId, user, { ...audit, at: clock.now() })
      if (outcome === 'unknown') throw new DomainError('USER_NOT_FOUND')
      if (outcome === 'not-banned') throw new DomainError('NOT_BANNED')
      if (outcome !== 'lifted') throw DECISIONS[outcome]()
    },

    /** Warnings, and what became of an appeal: what the account shows. */
    async standing({ userId }: Actor): Promise<Standing> {
      const [given, appeal, pause] = await Promise.all([
        warnings.ofUser(userId),
        appeals.stateOf(userId),
        credibility.pauseOf(userId),
      ])
      const isPaused = pause !== undefined && pause.until > clock.now()
      return { warnings: given, appeal, pausedUntil: isPaused ? pause.until : null }
    },

    /** The person has seen their warnings. */
    confirmWarnings: ({ userId }: Actor): Promise<number> => warnings.seen(userId, clock.now()),
  }
}
