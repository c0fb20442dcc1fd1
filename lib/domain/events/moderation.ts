import type { AppealOutcome } from '../casework'
import type { Claim } from '../claims'
import type { ConversationId, Millis, ReportId, SessionId, UserId } from '../ids'
import type { ABOUT_CONVERSATION, ReportOutcome, ReportType } from '../moderation'
import type { ChatType } from '../sessions'

export interface ModerationEvents {
  'report.submitted': {
    report: ReportId
    /** The reporter has reported this session before: the same report, with more in it. */
    again: boolean
    reporter: UserId
    reported: UserId
    /** Null: it is about a conversation. */
    session: SessionId | null
    conversation: ConversationId | null
    chatType: ChatType | typeof ABOUT_CONVERSATION
    category: ReportType
  }
  /** A moderator decided a report; its reporter learns the outcome. */
  'report.decided': { report: ReportId; reporter: UserId; outcome: ReportOutcome }
  /** A moderator has a case before them, or gave it back (null). */
  'case.claimed': { caseId: string; claim: Claim | null }
  'account.warned': { user: UserId; warning: string; text: string }
  /** Reports that weigh enough keep somebody from meeting people until then; it ends by itself. */
  'matching.paused': { user: UserId; until: Millis }
  'appeal.made': { appeal: string; user: UserId }
  'appeal.decided': { appeal: string; outcome: AppealOutcome }
}

export interface ModerationSignals {
  /**
   * `session`: where the blocked person was the partner; null: blocked by their account, which ends no session. `reported`: by a
   * report, which ends the session in its own way.
   */
  'user.blocked': { blocker: UserId; blocked: UserId; session: SessionId | null; reported: boolean }
  /** A block that the other person made stays in force. `apart`: whom the blocker did not meet before it. */
  'user.unblocked': { blocker: UserId; blocked: UserId; apart: readonly UserId[] }
  /** Whom these people never meet has changed. */
  'blocks.changed': { users: readonly UserId[] }
  /** The same, about somebody who is connected here; it happened on any process. */
  'blocks.changed-elsewhere': { user: UserId }
  /** An account and its devices are banned; `by` is the moderator. */
  'account.banned': { user: UserId; by: UserId }
}
