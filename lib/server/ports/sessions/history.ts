import type { MediaQuality } from '@/lib/domain/media/media'
import type { ChatType } from '@/lib/domain/sessions'
import type { Rating } from '@/lib/domain/ratings'
import type { Millis, PublicId, SessionId, TenantId, UserId } from '@/lib/domain/ids'

/** What stays of a random session for 90 days: who, when, how long, why it ended. Never its messages. */
export interface SessionRecord {
  readonly id: SessionId
  readonly tenantId: TenantId
  readonly chatType: 'text' | 'audio' | 'video'
  readonly participants: readonly [UserId, UserId]
  /** What each is known by to the other, in the order of `participants`; null: made up, or of an earlier version. */
  readonly publicIds: readonly [PublicId, PublicId] | null
  readonly startedAt: Millis
  readonly endedAt: Millis
  readonly endReason: string
  /** Messages by each participant, in the order of `participants`. */
  readonly messages: readonly [number, number]
  /** Likewise how the line of each was; null: no report. Of a session with sound. */
  readonly quality?: readonly [MediaQuality | null, MediaQuality | null]
}

/** One session as its participant may see it again. */
export interface PastSession {
  readonly id: SessionId
  readonly chatType: 'text' | 'audio' | 'video'
  readonly startedAt: Millis
  readonly endedAt: Millis
  readonly endReason: string
  /** What the partner is known by; null: it is not known any more. */
  readonly partnerId: PublicId | null
  readonly messagesSent: number
  readonly messagesReceived: number
}

/** Inside the server only. */
export interface Partner {
  readonly user: UserId
  readonly session: { readonly id: SessionId; readonly chatType: string }
}

export interface PersonTotals {
  readonly sessions: number
  readonly messagesSent: number
  readonly totalDurationMs: number
  readonly reportsSubmitted: number
}

export interface History {
  /** Idempotent by id. Not waited for: it is written soon, and what is read here counts it at once. */
  record(session: SessionRecord): void
  /** Newest first, ended strictly before `before` when given. `limit` is 1–101. */
  page(user: UserId, query: { before?: Millis; limit: number }): Promise<readonly PastSession[]>
  /**
   * Who a partner was, by the id that this person knows them by. Undefined: it is of no session that is kept of this person, or
   * the partner's account has gone.
   */
  partnerNamed(user: UserId, partner: PublicId): Promise<Partner | undefined>
  /** Whether the two were in one session that is kept. */
  met(one: UserId, other: UserId): Promise<boolean>
  /**
   * Keeps how a participant found a session; the last rating counts. Undefined: none that is kept of this person.
   *
   * @returns its kind, and whether it is the first rating of this person
   */
  rate(
    user: UserId,
    session: SessionId,
    rating: Rating,
  ): Promise<{ readonly chatType: ChatType; readonly isFirst: boolean } | undefined>
  totals(user: UserId): Promise<PersonTotals>
}

/** One run of the deletion of what has outlived its time. */
export interface RetentionRun {
  readonly at: Millis
  /** How many rows went, by kind. */
  readonly deleted: Readonly<Record<string, number>>
}

/** Deletes what has outlived its time. @see spec/omegoo.md "Data Retention" */
export interface Retention {
  /** Keeps that it ran, and what went. @returns how many rows went, by kind */
  purge(before: {
    sessions: Millis
    /** Days of people; the counts of them stay. */
    personDays: Millis
    evidence: Millis
    audit: Millis
    logins: Millis
    proofs: Millis
    delivered: Millis
    deadLetters: Millis
    casework: Millis
    departed: Millis
    figureHours: Millis
    figureDays: Millis
    interests: Millis
    alerts: Millis
    /** Orders that nobody paid, by when they were made. */
    unpaidOrders: Millis
    /** What was had for a while, by its end. */
    goods: Millis
  }): Promise<Readonly<Record<string, number>>>
  /** Newest first. */
  runs(limit: number): Promise<readonly RetentionRun[]>
}
