import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'

/** People of one conversation who are shown at once, at most; the latest. */
export const TYPISTS_KEPT = 50

/** Who is typing where, on whichever process; for seconds only. */
export interface TypingBoard {
  /** Until then, or until it is cleared. */
  set(conversation: ConversationId, user: UserId, until: Millis, now: Millis): Promise<void>
  clear(conversation: ConversationId, user: UserId): Promise<void>
  of(conversation: ConversationId, now: Millis): Promise<readonly UserId[]>
}
