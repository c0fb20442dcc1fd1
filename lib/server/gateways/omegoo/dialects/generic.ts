import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { hasMedia, isInitiator, pairBitrate } from '@/lib/domain/media/session-media'
import { type Entry, idFor, me, partnerOf, type Session } from '@/lib/domain/sessions'
import type { EventOf, GatewayInbound } from '../../kit'
import { isoTime } from '../../iso-time'
import { queuePosition, wishOf } from '../requests'
import { lookData } from './look-data'
import { connectionOf, endDetailFor, mediaSummary } from './media-fields'
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
    const partnerId = partnerOf(session, reader).publicId
    const common = { sessionId: id, partnerId, chatType, sharedInterests, ...lookData(session, reader) }
    const data = {
      ...common,
      isInitiator: isInitiator(session, reader),
      ...(hasMedia(session) && { maxBitrate: pairBitrate(session) }),
    }
    return [{ event: 'match-found', data, awaitsEnd: true }]
  },
  /** There is no echo: an author has the acknowledgement. */
  message: (session, entry, reader) =>
    entry.author === reader ? [] : [{ event: 'message-received', data: messageData(session, entry, reader) }],
  delivered: ({ id }, messageIds) =>
    messageIds.map((messageId) => ({ event: 'message-delivered', data: { sessionId: id, messageId } })),
  partnerTyping: ({ id }, _, { isTyping }) => [
    { event: 'partner-typing', data: { sessionId: id, isTyping } },
  ],
  partnerDisconnected: ({ id }, _, left) => [
    { event: 'partner-disconnected', data: { sessionId: id, secondsLeft: left } },
  ],
  partnerReturned: ({ id }) => [{ event: 'partner-reconnected', data: { sessionId: id } }],
  ended(session, reader, ending) {
    const data = {
      sessionId: session.id,
      reason: reasonFor(reader, ending),
      detail: endDetailFor(reader, ending),
      ...(hasMedia(session) && { session: mediaSummary(session, reader) }),
    }
    return [{ event: 'session-ended', data }]
  },
  signal(session, { kind, body }, reader) {
    const data = { sessionId: session.id, senderId: partnerOf(session, reader).publicId }
    const only = connectionOf(session, reader)
    switch (kind) {
      case 'offer':
        return [{ event: 'webrtc-offer', data: { ...data, offer: body }, ...only }]
      case 'answer':
        return [{ event: 'webrtc-answer', data: { ...data, answer: body }, ...only }]
      case 'ice-candidate':
        return [{ event: 'webrtc-ice-candidate', data: { ...data, candidate: body }, ...only }]
    }
  },
  partnerMedia(session, reader) {
    const { publicId, media } = partnerOf(session, reader)
    const { isMuted = false, isVideoOff = false } = media ?? {}
    const data = { sessionId: session.id, partnerId: publicId, isMuted, isVideoOff }
    return [{ event: 'partner-media-state', data }]
  },
  /** Of the three documented reasons, the one that blames neither side. */
  lost: (sessionId) => [{ event: 'session-ended', data: { sessionId, reason: 'timeout' } }],
}

export const genericInbound = {
  'join-queue': async ({ preferences }, { actor, services, address, connection }) =>
    queuePosition(await services.matching.join(actor, wishOf(preferences, GENERIC, connection), address)),

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

  'typing-start': ({ sessionId }, { actor, services }) => services.typing.start(actor, sessionId),
  'typing-stop': ({ sessionId }, { actor, services }) => services.typing.stop(actor, sessionId),

  'end-session': async ({ sessionId }, { actor, services }) => ({
    sessionId: (await services.sessions.leave(actor, sessionId)).id,
  }),
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

/** The dialect knows three reasons. */
function reasonFor(reader: string, { cause, by }: Ending): 'user_left' | 'timeout' | 'violation' {
  switch (cause) {
    case 'timeout':
    case 'media-failed':
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

/** A message as `message-received` has it. */
export function messageData(session: Session, entry: Entry, reader: string) {
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
