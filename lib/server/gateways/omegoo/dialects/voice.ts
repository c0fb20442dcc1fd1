import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { DomainError } from '@/lib/domain/errors'
import { logOfSession } from '@/lib/domain/events/session-builders'
import { isInitiator, pairBitrate } from '@/lib/domain/media/session-media'
import type { MediaSignal } from '@/lib/domain/media/signalling'
import { me, partnerOf, secondsLeft, type Session } from '@/lib/domain/sessions'
import type { EventOf, GatewayInbound } from '../../kit'
import { queuePosition, wishOf } from '../requests'
import { roomId } from '../room-id'
import { lookData } from './look-data'
import { generic, messageData } from './generic'
import { connectionOf, endDetailFor, mediaSummary, secondsSince } from './media-fields'
import { reportPartner } from './report-partner'
import type { SessionDialect } from './session-dialect'

/** `join_voice_queue`: the `*_voice_*` events, and the generic ones for text beside the voice. */
const VOICE = 'omegoo-voice'

export const voice: SessionDialect<EventOf<typeof omegoo>> = {
  name: VOICE,
  asks: true,
  queueJoined: ({ position, estimateSeconds }) => [
    { event: 'voice_queue_joined', data: { position, estimatedWaitTime: estimateSeconds } },
  ],
  queueLeft: () => [{ event: 'voice_queue_left', data: {} }],
  matchFound: (session, reader) => [{ event: 'voice_match_found', data: matchData(session, reader) }],
  message: generic.message,
  delivered: generic.delivered,
  partnerTyping: generic.partnerTyping,
  partnerDisconnected: (session, _, left) => [
    { event: 'voice_partner_disconnected', data: { roomId: roomId(session), secondsLeft: left } },
  ],
  partnerReturned: (session, reader) => [
    { event: 'voice_partner_reconnected', data: roomData(session, reader) },
  ],
  ended: (session, reader, ending) => [
    {
      event: 'voice_room_ended',
      data: {
        reason: endDetailFor(reader, ending),
        roomId: roomId(session),
        session: mediaSummary(session, reader),
      },
    },
  ],
  signal: (session, { kind, body }, reader) => [
    {
      event: 'voice_webrtc_signal',
      data: {
        type: kind,
        roomId: roomId(session),
        senderId: partnerOf(session, reader).publicId,
        payload: kind === 'ice-candidate' ? { candidate: body } : { sdp: described(kind, body) },
      },
      ...connectionOf(session, reader),
    },
  ],
  partnerMedia(session, reader) {
    const { publicId, media } = partnerOf(session, reader)
    const data = { partnerId: publicId, isMuted: media?.isMuted ?? false }
    return [{ event: 'voice_partner_muted', data }]
  },
  lost: () => [],
}

export const voiceInbound = {
  join_voice_queue: async ({ interests, maxBitrate }, { actor, services, address, connection }) => {
    const wish = wishOf({ chatType: 'audio', minTier: 0, interests, maxBitrate }, VOICE, connection)
    return queuePosition(await services.matching.join(actor, wish, address))
  },

  leave_voice_queue: async (_, { actor, services, reply }) => {
    if (!(await services.matching.leave(actor))) reply('voice_queue_left', {})
  },

  voice_webrtc_signal: async (signal, { actor, services, connection }) => {
    const session = await services.sessions.current(actor.userId)
    if (!session || session.chatType === 'text') throw new DomainError('SESSION_NOT_FOUND')
    if (![roomId(session), session.id].includes(signal.roomId)) throw notFound('Room not found')
    if (signal.targetId !== partnerOf(session, actor.userId).publicId) throw notFound('Invalid target user')
    const body = signal.type === 'ice-candidate' ? signal.payload.candidate : signal.payload.sdp
    await services.signalling.send(actor, session.id, { kind: signal.type, body, connection })
  },

  voice_muted: ({ isMuted }, { actor, services }) => services.media.setState(actor, undefined, { isMuted }),

  leave_voice_room: async (_, { actor, services }) => {
    const session = await services.sessions.current(actor.userId)
    if (!session || session.chatType === 'text') throw new DomainError('SESSION_NOT_FOUND')
    await services.sessions.leave(actor, session.id)
  },

  report_voice_chat: async (report, { actor, services }) => {
    const session = await services.sessions.current(actor.userId)
    if (session && report.reportedUserId !== partnerOf(session, actor.userId).publicId)
      throw notFound('Invalid target user')
    return reportPartner(actor, services, report)
  },

  voice_metrics: (metrics, { actor, services }) => services.media.report(actor, undefined, metrics),

  attempt_voice_reconnect: async (
    { lastSeq },
    { actor, services, handshake, connection, reply, markDelivered },
  ) => {
    const confirms = handshake.can?.includes('confirm') ?? false
    const how = { lastSeq, dialect: VOICE, confirms, kinds: ['audio'] } as const
    const resumed = await services.sessions.resumeMedia(actor, connection, how)
    if (!resumed) throw new DomainError('SESSION_NOT_FOUND')
    const { session, entries, at } = resumed
    const partner = partnerOf(session, actor.userId)
    const reconnectAttempts = me(session, actor.userId).media?.reconnects ?? 0
    reply('voice_reconnected', {
      ...matchData(session, actor.userId),
      metrics: { callDuration: secondsSince(session, at), reconnectAttempts },
      messages: entries
        .filter(({ author }) => author !== actor.userId)
        .map((entry) => messageData(session, entry, actor.userId)),
      partnerSecondsLeft: partner.awayUntil === null ? null : secondsLeft(session, partner.user, at),
    })
    markDelivered(logOfSession(session.id), session.lastSeq)
    await services.signalling.comeBack(actor, session)
    return roomData(session, actor.userId)
  },
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

const notFound = (text: string) => new DomainError('SESSION_NOT_FOUND', { text })

function roomData(session: Session, reader: string) {
  return { roomId: roomId(session), partnerId: partnerOf(session, reader).publicId }
}

function matchData(session: Session, reader: string) {
  return {
    ...roomData(session, reader),
    sharedInterests: me(session, reader).sharedInterests,
    ...lookData(session, reader),
    isInitiator: isInitiator(session, reader),
    maxBitrate: pairBitrate(session),
  }
}

/** A description as this dialect's clients expect it, which may have been sent as text. */
function described(type: MediaSignal['kind'], body: unknown): unknown {
  return typeof body === 'string' ? { type, sdp: body } : body
}
