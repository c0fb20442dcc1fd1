import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { type Entry, idFor, me, partnerOf, type Session } from '@/lib/domain/sessions'
import type { EventOf, GatewayInbound } from '../../kit'
import { isoTime } from '../iso-time'
import { queuePosition, wishOf } from '../requests'
import { acceptance, flagFor } from './message-fields'
import type { Ending, SessionDialect } from './session-dialect'

/** `join-queue` and REST: text, audio and video. */
export const GENERIC = 'omegoo'

export const generic: SessionDialect<EventOf<typeof omegoo>> = {
  name: GENERIC,
  asks: false,
  queueJoined({ chatType, position, estimateSeconds, suggest }) {
    const data = {
      position,
      estimatedWaitTime: estimateSeconds,
      chatType,
      ...(suggest.length > 0 && { suggest }),
    }
    return [{ event: 'queue-joined', data }]
  },
  queueLeft: (chatType) => [{ event: 'queue-left', data: { chatType } }],
  matchFound(session, reader) {
    const { id, chatType } = session
    const { sharedInterests } = me(session, reader)
    const data = { sessionId: id, partnerId: partnerOf(session, reader).publicId, chatType, sharedInterests }
    return [{ event: 'match-found', data, awaitsEnd: true }]
  },
  /** There is no echo: an author has the acknowledgement. */
  message: (session, entry, reader) =>
    entry.author === reader ? [] : [{ event: 'message-received', data: messageData(session, entry, reader) }],
  delivered: () => [],
  partnerTyping: () => [],
  partnerDisconnected: () => [],
  partnerReturned: () => [],
  ended: ({ id }, reader, ending) => [
    { event: 'session-ended', data: { sessionId: id, reason: reasonFor(reader, ending) } },
  ],
  /** Of the three documented reasons, the one that blames neither side. */
  lost: (sessionId) => [{ event: 'session-ended', data: { sessionId, reason: 'timeout' } }],
}

export const genericInbound = {
  'join-queue': async ({ preferences }, { actor, services, address }) =>
    queuePosition(await services.matching.join(actor, wishOf(preferences, GENERIC), address)),

  'leave-queue': async (_, { actor, services, reply }) => {
    if (!(await services.matching.leave(actor))) reply('queue-left', { chatType: 'text' })
  },

  'send-message': async ({ sessionId, message, type, clientMessageId = null }, { actor, services }) => {
    const outgoing = { sessionId, content: message, type, clientMessageId }
    const entry = await services.sessions.send(actor, outgoing)
    return { ...acceptance(entry), timestamp: isoTime(entry.at) }
  },

  'message-confirm': ({ sessionId, seq }, { actor, services }) =>
    services.sessions.confirm(actor, sessionId, seq),

  'end-session': async ({ sessionId }, { actor, services }) => ({
    sessionId: (await services.sessions.leave(actor, sessionId)).id,
  }),
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

/** The dialect knows three reasons. */
function reasonFor(reader: string, { cause, by }: Ending): 'user_left' | 'timeout' | 'violation' {
  switch (cause) {
    case 'timeout':
      return 'timeout'
    case 'reported':
      return 'violation'
    case 'violation':
    case 'banned':
      return by === reader ? 'violation' : 'user_left'
    case 'left':
    case 'disconnected':
      return 'user_left'
  }
}

function messageData(session: Session, entry: Entry, reader: string) {
  return {
    sessionId: session.id,
    message: entry.content,
    type: entry.type,
    timestamp: isoTime(entry.at),
    messageId: entry.messageId,
    senderId: idFor(session, reader, entry.author),
    seq: entry.seq,
    ...flagFor(entry, reader),
  }
}
