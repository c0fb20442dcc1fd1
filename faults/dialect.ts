import type { Seen } from './history'

/** What a client was told, whatever the words. A room is the session's id in both dialects. */
export type Told =
  | { readonly kind: 'matched'; readonly room: string }
  | { readonly kind: 'message'; readonly room: string; readonly message: Seen & { readonly author: string } }
  | { readonly kind: 'ended'; readonly room: string; readonly reason: string }
  | { readonly kind: 'resumed'; readonly room: string; readonly messages: readonly Seen[] }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'partner-away' | 'partner-back' }

/** How a client of omegoo speaks. @see spec/omegoo.md */
export interface Dialect {
  readonly name: 'text' | 'generic'
  /** What comes in, by event; what is not named here says nothing about a talk. */
  readonly hears: Readonly<Record<string, (data: Fields) => Told>>
  readonly join: readonly [event: string, payload: object]
  /** Undefined: being connected again is enough. */
  readonly resume: string | undefined
  /** Whether one's own messages come back as events. */
  readonly echoes: boolean
  say(room: string, content: string, clientMessageId: string): readonly [event: string, payload: object]
  leave(room: string): readonly [event: string, payload: object]
}

type Fields = Readonly<Record<string, unknown>>

const PREFIX = 'text_room_'
const sessionOf = (roomId: unknown): string => String(roomId).slice(PREFIX.length)

const textMessage = ({ seq, messageId, content, senderId }: Fields) => ({
  seq: Number(seq),
  messageId: String(messageId),
  content: String(content),
  author: String(senderId),
})

/** The `*_text_*` events. */
export const TEXT: Dialect = {
  name: 'text',
  hears: {
    text_match_found: ({ roomId }) => ({ kind: 'matched', room: sessionOf(roomId) }),
    text_message_received: (data) => ({
      kind: 'message',
      room: sessionOf(data.roomId),
      message: textMessage(data),
    }),
    text_room_ended: ({ roomId, reason }) => ({
      kind: 'ended',
      room: sessionOf(roomId),
      reason: String(reason),
    }),
    text_reconnected: ({ roomId, messages }) => ({
      kind: 'resumed',
      room: sessionOf(roomId),
      messages: (messages as Fields[]).map(textMessage),
    }),
    text_reconnect_failed: ({ reason }) => ({ kind: 'gone', reason: String(reason) }),
    text_partner_disconnected: () => ({ kind: 'partner-away' }),
    text_partner_reconnected: () => ({ kind: 'partner-back' }),
  },
  join: ['join_text_queue', {}],
  resume: 'attempt_text_reconnect',
  echoes: true,
  say: (_, content, clientMessageId) => ['send_text_message', { content, clientMessageId }],
  leave: () => ['leave_text_room', {}],
}

/** `join-queue` and what belongs to it. */
export const GENERIC: Dialect = {
  name: 'generic',
  hears: {
    'match-found': ({ sessionId }) => ({ kind: 'matched', room: String(sessionId) }),
    'message-received': ({ sessionId, seq, messageId, message, senderId }) => ({
      kind: 'message',
      room: String(sessionId),
      message: {
        seq: Number(seq),
        messageId: String(messageId),
        content: String(message),
        author: String(senderId),
      },
    }),
    'session-ended': ({ sessionId, reason }) => ({
      kind: 'ended',
      room: String(sessionId),
      reason: String(reason),
    }),
  },
  join: ['join-queue', { preferences: { chatType: 'text', minTier: 0 } }],
  resume: undefined,
  echoes: false,
  say: (sessionId, message, clientMessageId) => [
    'send-message',
    { sessionId, message, type: 'text', clientMessageId },
  ],
  leave: (sessionId) => ['end-session', { sessionId }],
}
