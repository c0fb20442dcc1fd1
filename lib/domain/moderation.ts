import type { Claim } from './claims'
import type { MediaQuality } from './media/media'
import type { Conversation } from './conversations/conversation'
import type { AttachmentId, ConversationId, Millis, PublicId, ReportId, SessionId, UserId } from './ids'

/** `inappropriate` and `inappropriate_content` are one category, kept under the longer name. */
export const REPORT_TYPES = ['inappropriate_content', 'harassment', 'underage', 'spam', 'other'] as const
export type ReportType = (typeof REPORT_TYPES)[number]
export const REPORT_STATUSES = ['pending', 'reviewed', 'resolved', 'dismissed'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]
/** What a moderator may make of a report. */
export const REPORT_OUTCOMES = ['reviewed', 'resolved', 'dismissed'] as const
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number]
/** The states from which a report can get each status: it is reviewed once, and a decision stays. */
export const DECIDABLE: Readonly<Record<ReportOutcome, readonly ReportStatus[]>> = {
  reviewed: ['pending'],
  resolved: ['pending', 'reviewed'],
  dismissed: ['pending', 'reviewed'],
}

/** Messages that go with a report: of the session, and of each author. @see spec/omegoo.md "Message Buffering" */
export const EVIDENCE_MESSAGES = 30
/** Pictures that go with a report, also when it is sent again. */
export const MAX_SCREENSHOTS = 3
/** Characters of all that a reporter wrote about one session. */
export const MAX_DESCRIPTION = 8_000
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
  /** Against the rules, as found when it was sent. */
  readonly flagged: boolean
  /** What it was before it was edited, oldest first; of one that was deleted, `content` is what it was last. */
  readonly originals?: readonly string[]
  readonly isDeleted?: boolean
  /** Names of what was attached. */
  readonly files?: readonly string[]
}

/** The conversation of a report as moderators see it. */
export type ReportedConversation = Pick<Conversation, 'id' | 'kind' | 'name'>

/** What the kind of a session is called in a report about a conversation. */
export const ABOUT_CONVERSATION = 'conversation'
/** Messages that one report of a conversation may name. */
export const MAX_NAMED_MESSAGES = 10

/** A file of a message in the evidence that can still be opened. */
export interface EvidenceFile {
  readonly id: AttachmentId
  readonly messageId: string
  readonly name: string
  /** By its content. */
  readonly type: string
  /** In bytes. */
  readonly size: number
}

export interface Screenshot {
  /** Verified by content: image/png, image/jpeg or image/webp. */
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** How a call was that is reported: how long, and the means of what each one's client reported. */
export interface CallQuality {
  readonly durationMs: Millis
  readonly reporter: MediaQuality | null
  readonly reported: MediaQuality | null
}

export interface ReportDraft {
  readonly reporter: UserId
  readonly reported: UserId
  /** What each is known by to the other, in conversations the accounts: the blocks that come with a report are by these. */
  readonly publicIds: { readonly reporter: PublicId | UserId; readonly reported: PublicId | UserId }
  /** By which what a reporter sends again is known: the session, or the key of a conversation, a person and a day. */
  readonly sessionId: SessionId
  /** Where both are members; undefined: it is about a random session. */
  readonly conversationId?: ConversationId
  readonly type: ReportType
  readonly description: string
  readonly session: { readonly chatType: string; readonly startedAt: Millis; readonly endedAt: Millis | null }
  readonly messages: readonly EvidenceMessage[]
  readonly screenshots: readonly Screenshot[]
  /** When it happened, by the reporter's account. */
  readonly occurredAt: Millis | null
  /** Of a session with sound. */
  readonly quality?: CallQuality
}

export interface ReportSummary {
  readonly id: ReportId
  /** Null: it is about a conversation. */
  readonly sessionId: SessionId | null
  readonly conversationId: ConversationId | null
  readonly type: ReportType
  readonly description: string
  readonly status: ReportStatus
  readonly createdAt: Millis
}

/** One side of a report as moderators see it; the name is null for guests without one and for accounts that have gone. */
export interface ReportedPerson {
  readonly userId: UserId
  readonly displayName: string | null
  /** Banned until then; null: not banned. Of accounts that have gone: what is kept of their device and address. */
  readonly bannedUntil: Millis | null
}

/** A report in the moderators' queue. */
export interface ReportCase extends ReportSummary {
  /** Of a session, or `conversation`. */
  readonly chatType: string
  /** Null: it is about a session, or of a conversation that is gone. */
  readonly conversation: ReportedConversation | null
  readonly reporter: ReportedPerson
  readonly reported: ReportedPerson
  /** Reports against the reported person, this one among them. */
  readonly reportsAgainst: number
  /** The moderator who is to decide it; null: anybody. */
  readonly assignee: UserId | null
  /** The last claim, which may be over; null: there is none. */
  readonly claim: Claim | null
}

/** That there is a picture, without the picture: each is opened by itself, which is noted. */
export interface KeptScreenshot {
  /** Within the report, from 1. */
  readonly number: number
}

/** A report with all that is kept of it. Evidence goes after 90 days: then there are no messages and no screenshots. */
export interface ReportFile extends ReportCase {
  readonly session: { readonly startedAt: Millis; readonly endedAt: Millis | null }
  readonly occurredAt: Millis | null
  readonly quality: CallQuality | null
  readonly messages: readonly EvidenceMessage[]
  /** Of those messages, as far as their content is still kept. */
  readonly files: readonly EvidenceFile[]
  readonly screenshots: readonly KeptScreenshot[]
}
