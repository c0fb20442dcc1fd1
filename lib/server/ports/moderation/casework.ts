import type { AuditEntry } from '@/lib/domain/audit-chain'
import type {
  AppealCase,
  AppealOutcome,
  AppealState,
  AppealStatus,
  BanRecord,
  PersonNote,
  SavedReply,
  Warning,
} from '@/lib/domain/casework'
import type { Claim } from '@/lib/domain/claims'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'

/** Who has which case before them: reports and appeals, each by its id. */
export interface Claims {
  /**
   * Takes a case that waits for a decision, or goes on holding it. Of two at once, one has it.
   *
   * @returns who has it now, which may be another; or why they cannot: `own`, a report by them; `same-moderator`, an appeal against
   *   their ban; a report about them is as absent
   */
  claim(
    tenant: TenantId,
    caseId: string,
    moderator: UserId,
    now: Millis,
  ): Promise<Claim | 'unknown' | 'own' | 'same-moderator' | 'decided'>
  /** Gives it back; of somebody else's nothing happens. @returns whether it was given back */
  release(tenant: TenantId, caseId: string, moderator: UserId): Promise<boolean | 'unknown'>
  /** Names who is to decide a report, or nobody. @returns `own` when the report is about, or by, who names or is named */
  assign(
    tenant: TenantId,
    report: string,
    to: UserId | null,
    audit: AuditEntry,
  ): Promise<'assigned' | 'unknown' | 'own'>
}

export interface NewAppeal {
  readonly id: string
  readonly tenantId: TenantId
  readonly ban: BanRecord
  readonly text: string
  readonly at: Millis
}

export interface AppealQuery {
  readonly status?: AppealStatus | undefined
  readonly before?: Millis | undefined
  readonly beforeId?: string | undefined
  readonly limit: number
}

/** What became of a decision about an appeal. */
export type AppealDecided =
  | { readonly user: UserId; readonly createdAt: Millis }
  | 'unknown'
  | 'decided'
  | 'claimed'
  | 'same-moderator'

/** Bans and what those say who have one. */
export interface Appeals {
  /** The ban that runs, of an account or of a deleted one's pseudonym. */
  banOf(tenant: TenantId, user: UserId, now: Millis): Promise<BanRecord | undefined>
  /** Likewise, of whoever left this digest of a device or an address behind. */
  banOfDigest(tenant: TenantId, digest: string, now: Millis): Promise<BanRecord | undefined>
  /** Once a ban; writes the audit entry. @returns whether it is kept now */
  add(appeal: NewAppeal, audit: AuditEntry): Promise<boolean>
  /** Newest first. */
  page(tenant: TenantId, query: AppealQuery): Promise<readonly AppealCase[]>
  find(tenant: TenantId, id: string): Promise<AppealCase | undefined>
  /** What became of the appeal against the person's last ban; null: there is none. */
  stateOf(user: UserId): Promise<AppealState | null>
  /**
   * Decides, and lifts the ban where that is the outcome, with the audit entry: all or nothing. Of two at once, one does; the
   * moderators who made or changed the ban do not.
   */
  decide(
    tenant: TenantId,
    id: string,
    decision: { readonly outcome: AppealOutcome; readonly answer: string | null; readonly moderator: UserId },
    audit: AuditEntry,
  ): Promise<AppealDecided>
  /** Lifts the ban that runs, of account and devices; an appeal that waits is lifted with it, by whom may decide that. All or nothing. */
  unban(
    tenant: TenantId,
    user: UserId,
    audit: AuditEntry,
  ): Promise<'lifted' | 'unknown' | 'not-banned' | 'claimed' | 'same-moderator'>
}

/** What moderators tell a person. */
export interface Warnings {
  /** With the audit entry. @returns whether there is such a person */
  add(
    warning: { readonly id: string; readonly user: UserId; readonly text: string },
    audit: AuditEntry,
  ): Promise<boolean>
  /** Newest first; at most 50. */
  ofUser(user: UserId): Promise<readonly Warning[]>
  /** The person has seen all there are. @returns how many were new */
  seen(user: UserId, now: Millis): Promise<number>
}

/** What moderators tell each other. */
export interface PersonNotes {
  /** With the audit entry, which does not hold the text. */
  add(
    note: { readonly id: string; readonly user: UserId; readonly text: string },
    audit: AuditEntry,
  ): Promise<boolean>
  /** Newest first; at most 50. */
  ofUser(tenant: TenantId, user: UserId): Promise<readonly PersonNote[]>
}

export interface SavedReplies {
  /** By title. */
  all(tenant: TenantId): Promise<readonly SavedReply[]>
  /** @returns whether there was room for it */
  add(tenant: TenantId, reply: SavedReply, audit: AuditEntry): Promise<boolean>
  /** @returns whether there is one */
  change(tenant: TenantId, reply: SavedReply, audit: AuditEntry): Promise<boolean>
  /** @returns whether there was one */
  remove(tenant: TenantId, id: string, audit: AuditEntry): Promise<boolean>
}
