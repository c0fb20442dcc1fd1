import type { Dialect } from '../dialect'

/** `join-queue` and what belongs to it. */
export const GENERIC: Dialect = {
  name: 'generic',
  join: ['join-queue', { preferences: { chatType: 'text', minTier: 0 } }],
  found: 'match-found',
  reads: {
    'match-found': ({ sessionId, partnerId }) => ({
      kind: 'found',
      session: String(sessionId),
      partner: String(partnerId),
    }),
    'message-received': ({ sessionId, seq, messageId, message, senderId }) => ({
      kind: 'message',
      session: String(sessionId),
      message: {
        seq: Number(seq),
        messageId: String(messageId),
        content: String(message),
        author: String(senderId),
      },
    }),
    'session-ended': ({ sessionId, reason }) => ({
      kind: 'ended',
      session: String(sessionId),
      reason: String(reason),
    }),
  },
  resume: undefined,
  echoes: false,
  typing: undefined,
  send: (sessionId, message, clientMessageId) => [
    'send-message',
    { sessionId, message, type: 'text', ...(clientMessageId !== undefined && { clientMessageId }) },
  ],
  leave: (sessionId) => ['end-session', { sessionId }],
}
