import type { Role } from '../accounts'
import type { Conversation } from '../conversations/conversation'
import type { ConversationMessage } from '../conversations/message'
import type { ConnectionId, ConversationId, SessionId, UserId } from '../ids'

/** A person as people of a conversation see them. */
export interface NamedPerson {
  readonly user: UserId
  readonly displayName: string | null
}

export interface ConversationEvents {
  /** `connection`: its author's, which has the acknowledgement; null: it is read again for those who missed it. */
  'conversation.message': {
    conversation: Conversation
    message: ConversationMessage
    connection: ConnectionId | null
  }
  /** Its author edited or deleted a message. */
  'conversation.message-changed': {
    conversation: Conversation
    message: ConversationMessage
    connection: ConnectionId
  }
  /** Its author's words are against the rules; a violation is not kept, and mutes them. */
  'conversation.message-flagged': {
    conversation: ConversationId
    author: UserId
    level: 'warning' | 'violation'
  }
  /** Somebody has read, or been reached by, everything up to a message; for its authors, and what was read for viewers too. */
  'conversation.receipt': {
    conversation: Conversation
    reader: NamedPerson
    which: 'read' | 'delivered'
    messageId: string
    seq: number
    /** Of the messages newly covered. */
    authors: readonly UserId[]
    /** Viewers who are not sent it: the reader, and whom they avoid. */
    hiddenFrom: readonly UserId[]
  }
  /** People became members, or are none any more; their connections follow or leave the conversation. */
  'conversation.members-changed': {
    conversation: Conversation
    added: readonly UserId[]
    removed: readonly UserId[]
    by: NamedPerson
  }
  /** Somebody looks at a conversation, on their first connection that does. */
  'conversation.viewer-joined': {
    conversation: Conversation
    person: NamedPerson
    role: Role
    /** Themselves, and whom they never meet. */
    hiddenFrom: readonly UserId[]
  }
  /** Nobody of theirs does any more; told after a while where the connection was lost, because people reload. */
  'conversation.viewer-left': {
    conversation: Conversation
    person: NamedPerson
    role: Role
    hiddenFrom: readonly UserId[]
    reason: 'leave' | 'disconnect'
  }
  'conversation.typing': {
    conversation: Conversation
    person: NamedPerson
    role: Role
    hiddenFrom: readonly UserId[]
    isTyping: boolean
  }
  'conversation.changed': {
    conversation: Conversation
    changes: { readonly name?: string; readonly description?: string | null; readonly isPrivate?: boolean }
    by: NamedPerson
  }
  /** Somebody says that a message of theirs has a file. */
  'conversation.file': {
    conversation: Conversation
    messageId: string
    by: NamedPerson
    file: { readonly name: string; readonly size: number; readonly type: string }
  }
  /** Both of a random session wanted to stay in touch; `told`: both, or the one who asked again. */
  'conversation.stayed-in-touch': {
    session: SessionId
    conversation: Conversation
    pair: readonly [UserId, UserId]
    told: readonly UserId[]
  }
  'conversation.deleted': { conversation: Conversation; by: NamedPerson }
}

export interface ConversationSignals {
  /** Somebody sent a message again that is kept: whoever was to publish it may have died before. */
  'conversation.message-resent': { conversation: ConversationId }
}
