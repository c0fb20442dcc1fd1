import type { Claim } from './claims'
import type { Millis, UserId } from './ids'
import type { ReportedPerson } from './moderation'

/** Characters of an appeal, of its answer, of a warning, of a note. */
export const MAX_CASE_TEXT = 2_000
/** Characters of the title of a saved text. */
export const MAX_REPLY_TITLE = 80
/** Texts that moderators of a tenant may keep for using them again. */
export const MAX_SAVED_REPLIES = 100

export const APPEAL_STATUSES = ['pending', 'upheld', 'lifted'] as const
export type AppealStatus = (typeof APPEAL_STATUSES)[number]
/** What another moderator makes of a ban. */
export const APPEAL_OUTCOMES = ['upheld', 'lifted'] as const
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number]

export interface BanRecord {
  readonly id: string
  readonly userId: UserId
  /** Null: not known. */
  readonly by: UserId | null
  readonly reason: string
  /** `FOREVER`: without end. */
  readonly until: Millis
  readonly createdAt: Millis
}

/** A report about somebody that was found right. */
export interface UpheldReport {
  readonly id: string
  readonly type: string
  readonly reporter: UserId
  readonly createdAt: Millis
}

export interface AppealCase {
  readonly id: string
  readonly person: ReportedPerson
  readonly ban: Omit<BanRecord, 'userId'>
  /** Reports about the person that were upheld, newest first, some at most: what the ban may rest on. */
  readonly reports: readonly UpheldReport[]
  readonly text: string
  readonly status: AppealStatus
  readonly answer: string | null
  readonly decidedBy: UserId | null
  readonly createdAt: Millis
  readonly decidedAt: Millis | null
  /** The last one, which may be over; null: there is none. */
  readonly claim: Claim | null
}

/** What the person learns of their appeal. */
export interface AppealState {
  readonly status: AppealStatus
  readonly answer: string | null
  readonly decidedAt: Millis | null
}

export interface Warning {
  readonly id: string
  readonly by: UserId | null
  readonly text: string
  readonly createdAt: Millis
  /** Null: the person has not confirmed it. */
  readonly seenAt: Millis | null
}

export interface PersonNote {
  readonly id: string
  readonly by: UserId | null
  readonly text: string
  readonly createdAt: Millis
}

export interface SavedReply {
  readonly id: string
  readonly title: string
  readonly text: string
}
