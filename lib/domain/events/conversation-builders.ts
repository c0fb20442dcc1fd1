import type { Actor } from '../accounts'
import type { Conversation } from '../conversations/conversation'
import type { ConversationMessage } from '../conversations/message'
import type { PrivateMatter } from '../conversations/privacy'
import type { ConnectionId, Millis, UserId } from '../ids'
import { entryOf, logOf } from '../logs'
import { toConversation, toUser, toViewers } from '../topics'
import type { NamedPerson } from './conversations'
import type { DomainEvent, DomainEventOf } from './domain-event'

/** The kind of a conversation's log, which has the name of its topic. */
export const CONVERSATION_LOG = 'conversation'

/** The actor as others in the conversation see them. */
export const named = ({ userId, displayName }: Actor): NamedPerson => ({ user: userId, displayName })

export function conversationMessage(
  conversation: Conversation,
  message: ConversationMessage,
  connection: ConnectionId | null,
): DomainEventOf<'conversation.message'> {
  const { id } = conversation
  return {
    type: 'conversation.message',
    conversation,
    message,
    connection,
    at: message.at,
    audience: [toConversation(id)],
    logPosition: entryOf(logOf(CONVERSATION_LOG, id), message.seq),
  }
}

/** For what concerns a conversation without being a message in it: it does not overtake messages that wait. */
export const toMembers = ({ id }: Conversation) => ({
  audience: [toConversation(id)],
  logPosition: { log: logOf(CONVERSATION_LOG, id) },
})

/** For what passes in a conversation of many: to the connections that look at it, which wait for no message. */
export const toViewersOf = ({ id }: Conversation) => ({ audience: [toViewers(id)] })

/** Whoever comes or goes learns of it as well. */
export function membersChanged(
  conversation: Conversation,
  { added = [], removed = [] }: { added?: readonly UserId[]; removed?: readonly UserId[] },
  by: NamedPerson,
  at: Millis,
): DomainEventOf<'conversation.members-changed'> {
  const topic = toConversation(conversation.id)
  return {
    type: 'conversation.members-changed',
    conversation,
    added,
    removed,
    by,
    at,
    audience: [topic, ...[...added, ...removed].map(toUser)],
    membership: [
      ...added.map((user) => ({ user, join: [topic], leave: [] })),
      ...removed.map((user) => ({ user, join: [], leave: [topic, toViewers(conversation.id)] })),
    ],
  }
}

/** What an event is about that people may keep to themselves; undefined: nothing of the kind. */
export function matterOf(event: DomainEvent): PrivateMatter | undefined {
  if (event.type === 'conversation.typing') return 'typing'
  return event.type === 'conversation.receipt' ? event.which : undefined
}
