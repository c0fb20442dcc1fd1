import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'
import { type TypingBoard, TYPISTS_KEPT } from '@/lib/server/ports/conversations/typing-board'

/** Conversations at once, beyond which the oldest are forgotten: some MB. */
const MOST_KEPT = 20_000

/** In this process' memory. */
export function createMemoryTypingBoard(): TypingBoard {
  /** Until when, by person; the conversation that was typed in last comes last. */
  const boards = new Map<ConversationId, Map<UserId, Millis>>()

  /** The oldest conversations in which nobody types any more. */
  function forgetOld(now: Millis): void {
    for (const [conversation, typists] of boards) {
      if (boards.size <= MOST_KEPT && [...typists.values()].some((until) => until > now)) return
      boards.delete(conversation)
    }
  }

  return {
    async set(conversation, user, until, now) {
      const typists = boards.get(conversation) ?? new Map<UserId, Millis>()
      boards.delete(conversation)
      boards.set(conversation, typists)
      typists.delete(user)
      typists.set(user, until)
      const [oldest] = typists.keys()
      if (typists.size > TYPISTS_KEPT && oldest !== undefined) typists.delete(oldest)
      forgetOld(now)
    },

    async clear(conversation, user) {
      const typists = boards.get(conversation)
      typists?.delete(user)
      if (typists?.size === 0) boards.delete(conversation)
    },

    of: async (conversation, now) =>
      [...(boards.get(conversation) ?? [])].flatMap(([user, until]) => (until > now ? user : [])),
  }
}
