import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { idOnWire } from '@/lib/domain/conversations/conversation'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { isInitiator, pairBitrate } from '@/lib/domain/media/session-media'
import { partnerOf } from '@/lib/domain/sessions'
import { toUser } from '@/lib/domain/topics'
import type { FrameOf } from '../kit'

type Frame = FrameOf<typeof omegoo>

/** What of a session has one name in every dialect. */
export const mediaOutbound = {
  'session.revealed': ({ session, isRevealed }: DomainEventOf<'session.revealed'>): Frame[] =>
    session.participants.map(({ user }) => ({
      to: toUser(user),
      event: 'session-revealed',
      data: { sessionId: session.id, revealed: isRevealed },
    })),

  'conversation.stayed-in-touch': ({
    session,
    conversation,
    pair: [one, other],
    told,
  }: DomainEventOf<'conversation.stayed-in-touch'>): Frame[] =>
    told.map((user) => ({
      to: toUser(user),
      event: 'stayed-in-touch',
      data: {
        sessionId: session,
        conversationId: idOnWire(conversation),
        userId: user === one ? other : one,
      },
    })),

  'mode.requested': (event: DomainEventOf<'mode.requested'>): Frame[] => {
    const { session, by, chatType, secondsLeft } = event
    const data = { sessionId: session.id, chatType, secondsLeft }
    return [{ to: toUser(partnerOf(session, by).user), event: 'session-mode-requested', data }]
  },

  'mode.declined': ({ session, by, chatType, reason }: DomainEventOf<'mode.declined'>): Frame[] => [
    { to: toUser(by), event: 'session-mode-declined', data: { sessionId: session.id, chatType, reason } },
  ],

  'mode.changed': ({ session }: DomainEventOf<'mode.changed'>): Frame[] =>
    session.participants.map(({ user }) => ({
      to: toUser(user),
      event: 'session-mode-changed',
      data: {
        sessionId: session.id,
        chatType: session.chatType,
        isInitiator: isInitiator(session, user),
        maxBitrate: pairBitrate(session),
      },
      awaitsEnd: true,
    })),
}
