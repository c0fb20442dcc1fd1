import type { Dialect, Fields, ReceivedMessage } from '../dialect'

const PREFIX = 'text_room_'
const sessionOf = (roomId: unknown): string => String(roomId).slice(PREFIX.length)

function messageOf({ seq, messageId, content, senderId }: Fields): ReceivedMessage {
  return {
    seq: Number(seq),
    messageId: String(messageId),
    content: String(content),
    author: String(senderId),
  }
}

/** The `*_text_*` events. */
export const TEXT: Dialect = {
  name: 'text',
  join: ['join_text_queue', {}],
  found: 'text_match_found',
  reads: {
    text_match_found: ({ roomId, partnerId }) => ({
      kind: 'found',
      session: sessionOf(roomId),
      partner: String(partnerId),
    }),
    text_message_received: (data) => ({
      kind: 'message',
      session: sessionOf(data.roomId),
      message: messageOf(data),
    }),
    text_partner_typing: () => ({ kind: 'typing', isTyping: true }),
    text_partner_stopped_typing: () => ({ kind: 'typing', isTyping: false }),
    text_room_ended: ({ roomId, reason }) => ({
      kind: 'ended',
      session: sessionOf(roomId),
      reason: String(reason),
    }),
    text_reconnected: ({ roomId, messages }) => ({
      kind: 'resumed',
      session: sessionOf(roomId),
      messages: (messages as Fields[]).map(messageOf),
    }),
    text_reconnect_failed: ({ reason }) => ({ kind: 'resume-failed', reason: String(reason) }),
    text_partner_disconnected: () => ({ kind: 'partner-disconnected' }),
    text_partner_reconnected: () => ({ kind: 'partner-returned' }),
  },
  resume: 'attempt_text_reconnect',
  echoes: true,
  typing: (isTyping) => [isTyping ? 'text_typing_start' : 'text_typing_stop', {}],
  send: (_, content, clientMessageId) => [
    'send_text_message',
    clientMessageId === undefined ? { content } : { content, clientMessageId },
  ],
  leave: () => ['leave_text_room', {}],
}
