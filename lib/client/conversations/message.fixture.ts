import type { Listed, Message } from './wire'

/** The conversation of ann, whose screen it is, and bob. */
export const ROOM = 'chat:ann:bob'

/** The message of that number, by bob unless given. */
export function newMessage(seq: number, changes: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    senderId: 'bob',
    senderName: 'Bob',
    roomId: ROOM,
    conversationId: 'c1',
    message: `message ${seq}`,
    messageType: 'text',
    replyToId: null,
    attachments: [],
    timestamp: new Date(1_000 * seq).toISOString(),
    status: 'sent',
    metadata: {},
    mentions: [],
    seq,
    ...changes,
  }
}

export function newListed(changes: Partial<Listed> = {}): Listed {
  return {
    conversationId: 'c1',
    roomId: ROOM,
    kind: 'direct',
    name: null,
    description: null,
    isPrivate: true,
    isManager: false,
    other: { userId: 'bob', displayName: 'Bob', status: 'online', customStatus: null },
    memberCount: 2,
    unread: 0,
    unreadMentions: 0,
    lastSeq: 0,
    readSeq: 0,
    lastMessage: null,
    ...changes,
  }
}
