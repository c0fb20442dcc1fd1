import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { DomainError } from '@/lib/domain/errors'
import { me, partnerOf, secondsLeft } from '@/lib/domain/sessions'
import type { GatewayInbound } from '../kit'
import { categoryOf, queuePlace, wishOf } from './requests'
import { GENERIC, isoTime, roomId, TEXT, textMessage } from './dialect'

/** omegoo's events from the client, one service call each. */
export const inbound: GatewayInbound<typeof omegoo> = {
  '/admin': {},
  '/': {
    'join-queue': async ({ preferences }, { actor, services, address }) =>
      queuePlace(await services.matching.join(actor, wishOf(preferences, GENERIC), address)),

    'leave-queue': async (_, { actor, services, reply }) => {
      if (!(await services.matching.leave(actor))) reply('queue-left', { chatType: 'text' })
    },

    'send-message': async ({ sessionId, message, type, clientMessageId = null }, { actor, services }) => {
      const entry = await services.sessions.send(actor, {
        sessionId,
        content: message,
        type,
        clientMessageId,
      })
      return { ...acceptance(entry), timestamp: isoTime(entry.at) }
    },

    'end-session': async ({ sessionId }, { actor, services }) => ({
      sessionId: (await services.sessions.leave(actor, sessionId)).id,
    }),

    join_text_queue: async ({ interests }, { actor, services, address }) => {
      const wish = wishOf({ chatType: 'text', minTier: 0, interests }, TEXT)
      return queuePlace(await services.matching.join(actor, wish, address))
    },

    leave_text_queue: async (_, { actor, services, reply }) => {
      if (!(await services.matching.leave(actor))) reply('text_queue_left', {})
    },

    send_text_message: async ({ content, clientMessageId = null }, { actor, services }) => {
      const entry = await services.sessions.send(actor, { content, type: 'text', clientMessageId })
      return { ...acceptance(entry), timestamp: entry.at }
    },

    text_typing_start: (_, { actor, services }) => services.typing.start(actor),
    text_typing_stop: (_, { actor, services }) => services.typing.stop(actor),

    leave_text_room: async (_, { actor, services }) => void (await services.sessions.leave(actor)),

    report_text_chat: async ({ reportedUserId, violationType, description }, { actor, services }) => {
      const complaint = {
        reportedUserId,
        type: categoryOf(violationType),
        description,
        screenshots: [],
        occurredAt: null,
      }
      return { reportId: (await services.moderation.report(actor, complaint)).id }
    },

    attempt_text_reconnect: async ({ lastSeq }, { actor, services, reply, heardUpTo }) => {
      const resumed = await services.sessions.resume(actor, { lastSeq, dialect: TEXT })
      if (!resumed) throw new DomainError('SESSION_NOT_FOUND')
      const { session, entries } = resumed
      const partner = partnerOf(session, actor.userId)
      const room = { roomId: roomId(session), partnerId: partner.user }
      reply('text_reconnected', {
        ...room,
        sharedInterests: me(session, actor.userId).sharedInterests,
        messages: entries.map((entry) => textMessage(session, entry, actor.userId)),
        partnerSecondsLeft:
          partner.awayUntil === null ? null : secondsLeft(session, partner.user, resumed.at),
      })
      heardUpTo(session.id, session.lastSeq)
      return room
    },
  },
}

function acceptance(entry: {
  messageId: string
  seq: number
  delivered: boolean
  clientMessageId: string | null
}) {
  const { messageId, seq, delivered, clientMessageId } = entry
  return { messageId, seq, delivered, ...(clientMessageId === null ? {} : { clientMessageId }) }
}
