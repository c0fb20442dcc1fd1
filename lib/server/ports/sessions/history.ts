import type { Millis, SessionId, TenantId, UserId } from '@/lib/domain/ids'

/** What stays of a random session for 90 days: who, when, how long, why it ended. Never its messages. */
export interface SessionRecord {
  readonly id: SessionId
  readonly tenantId: TenantId
  readonly chatType: 'text' | 'audio' | 'video'
  readonly participants: readonly [UserId, UserId]
  readonly startedAt: Millis
  readonly endedAt: Millis
  readonly endReason: string
  /** Messages by each participant, in the order of `participants`. */
  readonly messages: readonly [number, number]
}

/** One session as its participant may see it again. */
export interface PastSession {
  readonly id: SessionId
  readonly chatType: 'text' | 'audio' | 'video'
  readonly startedAt: Millis
  readonly endedAt: Millis
  readonly endReason: string
  readonly messagesSent: number
  readonly messagesReceived: number
}

export interface PersonTotals {
  readonly sessions: number
  readonly messagesSent: number
  readonly totalDurationMs: number
  readonly reportsSubmitted: number
}

export interface History {
  /** Idempotent by id. */
  record(session: SessionRecord): Promise<void>
  /** Newest first, ended strictly before `before` when given. `limit` is 1–101. */
  page(user: UserId, query: { before?: Millis; limit: number }): Promise<readonly PastSession[]>
  totals(user: UserId): Promise<PersonTotals>
}

/** Deletes what has outlived its time. @see spec/omegoo.md "Data Retention" */
export interface Retention {
  /** @returns how many rows went, by kind */
  purge(before: {
    sessions: Millis
    evidence: Millis
    audit: Millis
    logins: Millis
    proofs: Millis
    delivered: Millis
    deadLetters: Millis
    departed: Millis
  }): Promise<Readonly<Record<string, number>>>
}
