import type { Content } from '@/lib/domain/conversations/attachment'
import type { ConversationKind } from '@/lib/domain/conversations/conversation'
import type { Attribution, Role, Tier, User } from '@/lib/domain/accounts'
import type { AttachmentId, Millis, ReportId, TenantId, UserId } from '@/lib/domain/ids'
import type {
  EvidenceFile,
  ReportCase,
  ReportFile,
  ReportOutcome,
  ReportStatus,
  ReportType,
  Screenshot,
} from '@/lib/domain/moderation'
import type { AuditEntry } from './moderation'

/** Newest first, made strictly before `before` when given; `limit` is 1–101. */
interface Page {
  readonly before?: Millis | undefined
  /** Also what was made at `before` itself and whose id comes after this one: the rest of one millisecond. */
  readonly beforeId?: string | undefined
  readonly limit: number
}

export interface PeopleQuery extends Page {
  /** The beginning of an id, an e-mail address or a display name, whatever its case. */
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly tier?: Tier | undefined
  /** At `now`. */
  readonly banned?: boolean | undefined
  /** Whether there is a report about them. */
  readonly reported?: boolean | undefined
  readonly now: Millis
}

/** An account with how often it was reported. */
export interface PersonSummary extends User {
  readonly reportsAgainst: number
}

/** What is kept of an account beyond what the core needs of it. */
export interface PersonFile {
  readonly user: User
  readonly platform: string | null
  readonly attribution: Attribution
  /** When a device of the account was last seen; null: it has none. */
  readonly seenAt: Millis | null
  /** Channels that they made and that exist. */
  readonly channelsMade: number
  /** Conversations that they are a member of, by kind; one without any is left out. */
  readonly memberOf: Readonly<Partial<Record<ConversationKind, number>>>
  /** What the person did and what was done about them; newest first, at most 100. */
  readonly audit: readonly AuditEntry[]
}

/** Accounts as those see and change them who administer them. Everything is scoped by tenant. */
export interface People {
  page(tenant: TenantId, query: PeopleQuery): Promise<readonly PersonSummary[]>
  find(tenant: TenantId, user: UserId): Promise<PersonFile | undefined>
  /** Accounts in all, and those made since `since`. */
  count(tenant: TenantId, since: Millis): Promise<{ total: number; since: number }>
  /**
   * Bans the account and all its devices until `until`, instead of any ban before, resolves the report of them that led to it
   * (if there was one, as `review` does), and writes the audit entries: all or nothing. What is kept of a deleted account, and of devices that
   * left one, is banned too; `user` may be the pseudonym. The last administrator of a tenant who is not banned stays so. While an appeal waits, a ban is changed by whom may decide that.
   *
   * @returns who reported, null without a report, and which other accounts have a device or the address that is banned now; or
   *   why nothing is written
   */
  ban(
    tenant: TenantId,
    user: UserId,
    until: Millis,
    audit: AuditEntry,
    resolves?: { readonly report: ReportId; readonly audit: AuditEntry },
  ): Promise<
    | { readonly reporter: UserId | null; readonly alsoOf: readonly UserId[] }
    | 'unknown'
    | 'no-report'
    | 'own'
    | 'same-moderator'
    | 'last-administrator'
    | 'decided'
    | 'claimed'
  >
  /**
   * Takes away whatever the account shows beside its password, recovery codes included, and writes the audit entry and the outbox
   * message `factor-removed`: all or nothing.
   *
   * @returns `none`: it has none, and nothing is written
   */
  removeSecondFactor(
    tenant: TenantId,
    user: UserId,
    audit: AuditEntry,
  ): Promise<'removed' | 'none' | 'unknown'>
  /**
   * Changes the role and writes the audit entry, with the role before as `from`: all or nothing. Two at once never leave a
   * tenant without an administrator who is not banned.
   */
  setRole(
    tenant: TenantId,
    user: UserId,
    role: Role,
    audit: AuditEntry,
  ): Promise<'changed' | 'unknown' | 'last-administrator'>
}

export interface ReportQuery extends Page {
  readonly status?: ReportStatus | undefined
  readonly type?: ReportType | undefined
  readonly reporter?: UserId | undefined
  readonly reported?: UserId | undefined
}

/** Who reported, or why nothing was decided; `own`: it is about whoever decides, or by them. */
export type Decided = { readonly reporter: UserId } | 'unknown' | 'own' | 'decided' | 'claimed'

/** Who reads the queue. */
export interface Viewer {
  readonly tenantId: TenantId
  readonly userId: UserId
}

/** Reports as moderators see and decide them. Everything is scoped by tenant; reports about the viewer are as absent. */
export interface ReportQueue {
  page(viewer: Viewer, query: ReportQuery): Promise<readonly ReportCase[]>
  find(
    viewer: Viewer,
    report: ReportId,
  ): Promise<{ file: ReportFile; audit: readonly AuditEntry[] } | undefined>
  /**
   * Writes the audit entry that one picture of a report is being opened, and then answers the picture: all or nothing.
   *
   * @param number - within the report, from 1
   * @returns undefined where there is no such picture; then nothing is written
   */
  openScreenshot(
    viewer: Viewer,
    report: ReportId,
    number: number,
    audit: AuditEntry,
  ): Promise<Screenshot | undefined>
  /**
   * The same for a picture that was sent in the conversation.
   *
   * @returns its content as it was sent (base64, with or without the head of a data URL); undefined where there is none
   */
  openMessagePicture(
    viewer: Viewer,
    report: ReportId,
    messageId: string,
    audit: AuditEntry,
  ): Promise<string | undefined>
  /**
   * The same for a file of a message in the evidence, as long as the evidence is kept, whatever became of the message.
   *
   * @returns undefined where there is no such file
   */
  openFile(
    viewer: Viewer,
    report: ReportId,
    file: AttachmentId,
    audit: AuditEntry,
  ): Promise<(EvidenceFile & { readonly content: Content }) | undefined>
  /** Reports that were not reviewed yet. */
  pending(tenant: TenantId): Promise<number>
  /** The one that has waited longest, other than `except`; undefined: none waits. */
  oldestPending(viewer: Viewer, except: ReportId): Promise<ReportId | undefined>
  /**
   * Changes the status if it may become that (DECIDABLE) and no other moderator has claimed it, writes the audit entry, the outbox
   * message `report-outcome` for who reported, what is known of their reports, and the day's counts: all or nothing. Of two at
   * once, one does.
   *
   * @returns who reported, or why nothing is written
   */
  review(tenant: TenantId, report: ReportId, outcome: ReportOutcome, audit: AuditEntry): Promise<Decided>
}
