import type { DomainEvent } from '@/lib/domain/events/domain-event'
import { CONVERSATION_LOG, conversationMessage } from '@/lib/domain/events/conversation-builders'
import { type LogId, subjectOfLog } from '@/lib/domain/logs'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { SharedLogSource } from '@/lib/server/ports/connections/log-source'

interface Deps {
  readonly conversations: Pick<Conversations, 'find'>
  readonly messages: Pick<Messages, 'page'>
}

const AT_ONCE = 500
/** More than that is not caught up on a live connection: clients fetch it as history. */
const AT_MOST = 5_000

/** Reads a conversation's log for a process that missed something of it. */
export function createConversationLog({ conversations, messages }: Deps): SharedLogSource {
  return {
    kind: CONVERSATION_LOG,
    end: async (log) => (await conversations.find(subjectOfLog(log), ''))?.lastSeq ?? 0,
    async missed(log: LogId, after: number): Promise<readonly DomainEvent[]> {
      const id = subjectOfLog(log)
      const found = await conversations.find(id, '')
      if (!found) return []
      const events: DomainEvent[] = []
      for (let from = after, more = true; more && events.length < AT_MOST;) {
        const page = await messages.page(id, { after: from, limit: AT_ONCE })
        events.push(...page.messages.map((message) => conversationMessage(found.conversation, message, null)))
        from += page.messages.length
        more = page.hasMore
      }
      return events
    },
  }
}
