import type { Seen } from '../history'

/** A message as a member of a conversation receives it. */
export interface Received extends Seen {
  readonly conversation: string
  readonly author: string
}

type Fields = Record<string, unknown>

interface Page {
  readonly conversation: string
  readonly messages: readonly Fields[]
  readonly hasMore: boolean
}

const pageOf = ({ conversationId, messages, hasMore }: Fields): Page => ({
  conversation: String(conversationId),
  messages: messages as Fields[],
  hasMore: hasMore === true,
})

/** How a client of one contract takes part in conversations. */
export interface MemberDialect {
  readonly name: string
  /** Whether the token goes into the handshake; else by an event. */
  readonly signIn: 'handshake' | 'authenticate'
  readonly namespace: string
  readonly message: string
  join(conversation: string, lastSeq: number): readonly [event: string, payload: Fields]
  send(conversation: string, content: string, id: string): readonly [event: string, payload: Fields]
  /** Of an acknowledged joining: the conversation's id, and what came since. */
  page(answer: Fields): Page
  read(message: Fields): Received
  /** Of an acknowledged message. */
  sent(answer: Fields): { readonly seq: number; readonly messageId: string }
}

const helpdesk: MemberDialect = {
  name: 'helpdesk',
  signIn: 'authenticate',
  namespace: '/',
  message: 'chat:new_message',
  join: (channelId, lastSeq) => ['join_channel', { channelId, lastSeq }],
  send: (channelId, message, clientMessageId) => [
    'chat:send_message',
    { channelId, message, clientMessageId },
  ],
  page: pageOf,
  read: (one) => ({
    conversation: String(one.conversationId),
    author: String(one.userId),
    seq: Number(one.seq),
    messageId: String(one.id),
    content: String(one.message),
  }),
  sent: ({ seq, messageId }) => ({ seq: Number(seq), messageId: String(messageId) }),
}

const telehealth: MemberDialect = {
  name: 'telehealth',
  signIn: 'handshake',
  namespace: '/',
  message: 'message:new',
  join: (roomId, lastSeq) => ['room:join', { roomId, lastSeq }],
  send: (roomId, message, clientMessageId) => ['message:send', { roomId, message, clientMessageId }],
  page: pageOf,
  read: (one) => ({
    conversation: String(one.conversationId),
    author: String(one.senderId),
    seq: Number(one.seq),
    messageId: String(one.id),
    content: String(one.message),
  }),
  sent({ message }) {
    const { seq, id } = message as Fields
    return { seq: Number(seq), messageId: String(id) }
  },
}

const caas: MemberDialect = {
  name: 'caas',
  signIn: 'handshake',
  namespace: '/chat',
  message: 'message:new',
  join: (conversation, lastSeq) => ['room:join', { conversation_id: conversation, last_seq: lastSeq }],
  send: (conversation, content, id) => [
    'message:send',
    { conversation_id: conversation, content, client_message_id: id },
  ],
  page: ({ conversation_id, messages, has_more }) =>
    pageOf({ conversationId: conversation_id, messages, hasMore: has_more }),
  read: (one) => ({
    conversation: String(one.conversation_id),
    author: String(one.sender_id),
    seq: Number(one.seq),
    messageId: String(one.message_id),
    content: String(one.content),
  }),
  sent: ({ seq, message_id }) => ({ seq: Number(seq), messageId: String(message_id) }),
}

/** Contracts whose clients meet in the same conversations. */
export const MEMBER_DIALECTS: readonly MemberDialect[] = [helpdesk, telehealth, caas]
