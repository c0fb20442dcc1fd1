import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { DomainError } from '@/lib/domain/errors'
import { logOfSession } from '@/lib/domain/events/session-builders'
import { isInitiator, pairBitrate } from '@/lib/domain/media/session-media'
import { deliveredTo, me, partnerOf, secondsLeft } from '@/lib/domain/sessions'
import type { GatewayInbound } from '../../kit'
import { lookData } from './look-data'
import { GENERIC, messageData } from './generic'
import { secondsSince } from './media-fields'

/** Sound and picture, for clients of the generic dialect. */
export const mediaInbound = {
  'webrtc-offer': ({ sessionId, offer }, { actor, services, connection }) =>
    services.signalling.send(actor, sessionId, { kind: 'offer', body: offer, connection }),
  'webrtc-answer': ({ sessionId, answer }, { actor, services, connection }) =>
    services.signalling.send(actor, sessionId, { kind: 'answer', body: answer, connection }),
  'webrtc-ice-candidate': ({ sessionId, candidate }, { actor, services, connection }) =>
    services.signalling.send(actor, sessionId, { kind: 'ice-candidate', body: candidate, connection }),

  'media-state': ({ sessionId, ...state }, { actor, services }) =>
    services.media.setState(actor, sessionId, state),
  'session-reveal': ({ sessionId, shown }, { actor, services }) =>
    services.media.reveal(actor, sessionId, shown),

  'stay-in-touch': ({ sessionId }, { actor, services }) => services.stayingInTouch.ask(actor, sessionId),

  'session-resume': async ({ lastSeq }, { actor, services, handshake, connection, reply, markDelivered }) => {
    const confirms = handshake.can?.includes('confirm') ?? false
    const how = { lastSeq, dialect: GENERIC, confirms, kinds: ['text', 'audio', 'video'] } as const
    const resumed = await services.sessions.resumeMedia(actor, connection, how)
    if (!resumed) throw new DomainError('SESSION_NOT_FOUND')
    const { session, entries, at } = resumed
    const { userId } = actor
    const partner = partnerOf(session, userId)
    const { id: sessionId, chatType } = session
    reply('session-resumed', {
      sessionId,
      partnerId: partner.publicId,
      chatType,
      sharedInterests: me(session, userId).sharedInterests,
      ...lookData(session, userId),
      isInitiator: isInitiator(session, userId),
      maxBitrate: pairBitrate(session),
      duration: secondsSince(session, at),
      messages: entries.map((entry) => ({
        ...messageData(session, entry, userId),
        delivered: deliveredTo(entry, userId, partner),
        ...(entry.author === userId && entry.clientMessageId !== null
          ? { clientMessageId: entry.clientMessageId }
          : {}),
      })),
      partnerSecondsLeft: partner.awayUntil === null ? null : secondsLeft(session, partner.user, at),
      revealed: session.participants.every(({ media }) => media?.isShown ?? false),
    })
    markDelivered(logOfSession(sessionId), session.lastSeq)
    await services.signalling.comeBack(actor, session)
    return { sessionId, chatType }
  },

  'session-mode-request': ({ sessionId, chatType }, { actor, services, connection, handshake }) => {
    if (!handshake.can?.includes('mode')) throw cannot()
    return services.modes.request(actor, { session: sessionId, connection }, chatType)
  },
  'session-mode-answer': ({ sessionId, accept }, { actor, services, connection, handshake }) => {
    if (!handshake.can?.includes('mode')) throw cannot()
    return services.modes.answer(actor, { session: sessionId, connection }, accept)
  },
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

const cannot = () =>
  new DomainError('FORBIDDEN', { description: 'This client’s handshake (auth.can) does not hold "mode"' })
