import { mentionsMe } from './mentions-me'
import type { Listed, Message, TelehealthReceived } from './wire'

/** One's conversations, those with the newest message first. */
export interface ListData {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly items: readonly Listed[]
}

/** Takes a new message into the list; undefined: it is of a conversation that the list does not have. */
export function withMessage(
  items: readonly Listed[],
  message: Message,
  account: string,
  blocked: ReadonlySet<string>,
): readonly Listed[] | undefined {
  const before = items.find(({ conversationId }) => conversationId === message.conversationId)
  if (!before) return undefined
  if (message.seq <= before.lastSeq) return items
  const isNews = message.senderId !== account && message.seq > before.readSeq
  const after: Listed = {
    ...before,
    lastSeq: message.seq,
    unread: before.unread + (isNews ? 1 : 0),
    unreadMentions: before.unreadMentions + (isNews && mentionsMe(message, account, blocked) ? 1 : 0),
    lastMessage: {
      messageId: message.id,
      senderId: message.senderId,
      senderName: message.senderName,
      message: message.message,
      messageType: message.messageType,
      timestamp: message.timestamp,
      seq: message.seq,
    },
  }
  return [after, ...items.filter((one) => one !== before)]
}

/** The last message was changed; empty text: deleted. */
export function withLastText(items: readonly Listed[], messageId: string, text: string): readonly Listed[] {
  return items.map((one) =>
    one.lastMessage?.messageId === messageId
      ? { ...one, lastMessage: { ...one.lastMessage, message: text } }
      : one,
  )
}

/** Those with whom one has a conversation of two, by their ids. */
export const namesOf = (items: readonly Listed[]): ReadonlyMap<string, string> =>
  new Map(
    items.flatMap(({ kind, other }) =>
      kind === 'direct' && other ? [[other.userId, other.displayName] as const] : [],
    ),
  )

/** What a person wrote to one alone waits no more to be read once they are blocked. */
export const withoutBlocked = (items: readonly Listed[], blocked: ReadonlySet<string>): readonly Listed[] =>
  items.map((one) =>
    one.kind === 'direct' && one.other && blocked.has(one.other.userId)
      ? { ...one, unread: 0, unreadMentions: 0 }
      : one,
  )

/** Of messages of others that are not read, as far as they are known: how many, and how many that mention the reader. */
interface Left {
  readonly unread: number
  readonly mentions: number
}

export function withRead(
  items: readonly Listed[],
  conversationId: string,
  readSeq: number,
  left: Left,
): readonly Listed[] {
  return items.map((one) =>
    one.conversationId === conversationId && readSeq > one.readSeq
      ? { ...one, readSeq, ...leftOf(one, readSeq, left) }
      : one,
  )
}

const leftOf = ({ unread, unreadMentions, lastSeq }: Listed, readSeq: number, left: Left) =>
  readSeq >= lastSeq
    ? { unread: 0, unreadMentions: 0 }
    : { unread: Math.min(unread, left.unread), unreadMentions: Math.min(unreadMentions, left.mentions) }

export function withPresence(
  items: readonly Listed[],
  { userId, status, customStatus }: TelehealthReceived['presence:changed'],
): readonly Listed[] {
  if (!items.some(({ other }) => other?.userId === userId)) return items
  return items.map((one) =>
    one.other?.userId === userId ? { ...one, other: { ...one.other, status, customStatus } } : one,
  )
}

/** Unread messages of all of them. */
export const unreadOf = ({ items }: ListData): number => items.reduce((sum, { unread }) => sum + unread, 0)
