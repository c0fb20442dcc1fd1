import type { AuditEntry } from '@/lib/domain/audit-chain'
import type { BlockId, Millis, PublicId, ReportId, SessionId, TenantId, UserId } from '@/lib/domain/ids'
import type { ChatType } from '@/lib/domain/sessions'
import type { ReportDraft, ReportStatus, ReportSummary } from '@/lib/domain/moderation'

export interface Submitted {
  /** Of the first report. */
  readonly id: ReportId
  readonly createdAt: Millis
  readonly status: ReportStatus
  /** It was there already. */
  readonly again: boolean
}

export interface Reports {
  /**
   * Stores the report, its evidence, the blocks both ways and an audit entry, in one transaction. A reporter counts once for a
   * session: what they send again is added to the first report (its words, within MAX_DESCRIPTION; its screenshots, at most
   * MAX_SCREENSHOTS in all; an audit entry), which stays as it is otherwise.
   */
  submit(report: ReportDraft & { id: ReportId; tenantId: TenantId; createdAt: Millis }): Promise<Submitted>
  /** Newest first, strictly older than `before` when given. `limit` is 1–101. */
  byReporter(user: UserId, query: { before?: Millis; limit: number }): Promise<readonly ReportSummary[]>
}

export interface NewBlock {
  readonly tenantId: TenantId
  readonly blocker: UserId
  readonly blocked: UserId
  /** The name by which it is made: the partner's id of `session`, else the account's. */
  readonly blockedAs: PublicId | UserId
  readonly session: { readonly id: SessionId; readonly chatType: string } | null
  readonly createdAt: Millis
}

/** Nameless: a display name is for people who share a conversation, and blocked people share none. */
export interface Block {
  readonly id: BlockId
  readonly createdAt: Millis
  /** By itself, or with a report of the session of the two, by either side. */
  readonly madeBy: 'block' | 'report'
  /** Null: it was made by the account's id. */
  readonly session: { readonly id: SessionId; readonly chatType: ChatType } | null
  /** Only where the block was made by it. */
  readonly account: UserId | null
}

/** With whom somebody has a block, either way. */
export interface Apart {
  /** By whatever name it was made. */
  readonly everywhere: ReadonlySet<UserId>
  /** Those of them with whom one was made by an account's id or about a conversation. */
  readonly inConversations: ReadonlySet<UserId>
}

/**
 * A person may be blocked by several names, in each session by another one, and each is a block of its own: that two names
 * are of one person is nothing that a blocker can find out by adding, listing or removing them.
 */
export interface Blocks {
  /** Idempotent by name. @returns the block's id; undefined when `blocked` names no one of that tenant */
  add(block: NewBlock): Promise<BlockId | undefined>
  /** @param named - the block's id, or the name by which it was made. @returns whom it blocked; undefined: there was none */
  remove(blocker: UserId, named: string): Promise<UserId | undefined>
  /**
   * Everyone whom the person blocked or who blocked the person: the two never meet. Also by another account of the same device,
   * once one of the two was deleted or shut the device out.
   */
  around(user: UserId): Promise<ReadonlySet<UserId>>
  /** The same people, and those of them who are apart where both know who the other is. */
  apart(user: UserId): Promise<Apart>
  /** Newest first; at most 500. */
  byBlocker(user: UserId): Promise<readonly Block[]>
}

export type { AuditEntry }

export interface AuditLog {
  /** Adds to the end of the tenant's chain. */
  record(entry: AuditEntry): Promise<void>
}
