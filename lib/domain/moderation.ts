import type { Millis, ReportId, SessionId, UserId } from './ids'

/** `inappropriate` and `inappropriate_content` are one category, kept under the longer name. */
export const REPORT_TYPES = ['inappropriate_content', 'harassment', 'spam', 'other'] as const
export type ReportType = (typeof REPORT_TYPES)[number]
export type ReportStatus = 'pending' | 'reviewed' | 'resolved' | 'dismissed'

/** Messages that go with a report. @see spec/omegoo.md "Message Buffering" */
export const EVIDENCE_MESSAGES = 30
/** A session can be reported this long after its end. */
export const REPORTABLE_AFTER_END_MS = 5 * 60_000
/** Beyond this many foul messages the session ends. */
export const FOUL_MESSAGES_ALLOWED = 2

export interface EvidenceMessage {
  readonly messageId: string
  readonly senderId: UserId
  readonly content: string
  readonly type: string
  readonly timestamp: Millis
}

export interface Screenshot {
  /** Verified by content: image/png, image/jpeg or image/webp. */
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface ReportDraft {
  readonly reporter: UserId
  readonly reported: UserId
  readonly sessionId: SessionId
  readonly type: ReportType
  readonly description: string
  readonly session: { readonly chatType: string; readonly startedAt: Millis; readonly endedAt: Millis | null }
  readonly messages: readonly EvidenceMessage[]
  readonly screenshots: readonly Screenshot[]
  /** When the reporter says it happened. */
  readonly occurredAt: Millis | null
}

export interface ReportSummary {
  readonly id: ReportId
  readonly sessionId: SessionId
  readonly type: ReportType
  readonly description: string
  readonly status: ReportStatus
  readonly createdAt: Millis
}
