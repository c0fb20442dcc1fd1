import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { DomainError } from '@/lib/domain/errors'
import { logOfSession } from '@/lib/domain/events/session-builders'
import {
  deliveredTo,
  type Entry,
  idFor,
  me,
  partnerOf,
  secondsLeft,
  type Session,
} from '@/lib/domain/sessions'
import type { EventOf, GatewayInbound } from '../../kit'
import { queuePosition, wishOf } from '../requests'
import { roomId } from '../room-id'
import { lookData } from './look-data'
import { endDetailFor } from './media-fields'
import { acceptance, flagFor } from './message-fields'
import { reportPartner } from './report-partner'
import type { Ending, SessionDialect } from './session-dialect'

/** `join_text_queue`: the `*_text_*` events. Times are epoch milliseconds. */
export const TEXT = 'omegoo-text'

export const text: SessionDialect<EventOf<typeof omegoo>> = {
  name: TEXT,
  asks: true,
  queueJoined: ({ position, estimateSeconds }) => [
    { event: 'text_queue_joined', data: { position, estimatedWaitTime: estimateSeconds } },
  ],
  queueLeft: () => [{ event: 'text_queue_left', data: {} }],
  matchFound(session, reader) {
    const { sharedInterests } = me(session, reader)
    const partnerId = partnerOf(session, reader).publicId
    const data = { roomId: roomId(session), partnerId, sharedInterests, ...lookData(session, reader) }
    return [{ event: 'text_match_found', data }]
  },
  /** An author is shown their own message too. */
  message: (session, entry, reader) => [
    { event: 'text_message_received', data: messageData(session, entry, reader) },
  ],
  delivered: (session, messageIds) =>
    messageIds.map((messageId) => ({
      event: 'text_message_delivered',
      data: { roomId: roomId(session), messageId },
    })),
  partnerTyping(session, reader, { isTyping, at }) {
    const event = isTyping ? 'text_partner_typing' : 'text_partner_stopped_typing'
    const userId = partnerOf(session, reader).publicId
    return [{ event, data: { roomId: roomId(session), userId, isTyping, timestamp: at } }]
  },
  partnerDisconnected: (session, _, left) => [
    { event: 'text_partner_disconnected', data: { roomId: roomId(session), secondsLeft: left } },
  ],
  partnerReturned: (session, reader) => [
    {
      event: 'text_partner_reconnected',
      data: { roomId: roomId(session), partnerId: partnerOf(session, reader).publicId },
    },
  ],
  ended: (session, reader, ending) => [
    { event: 'text_room_ended', data: { reason: reasonFor(reader, ending), roomId: roomId(session) } },
  ],
  lost: () => [],
}

export const textInbound = {
  join_text_queue: async ({ interests }, { actor, services, address }) => {
    const wish = wishOf({ chatType: 'text', minTier: 0, interests }, TEXT)
    return queuePosition(await services.matching.join(actor, wish, address))
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

  report_text_chat: (report, { actor, services }) => reportPartner(actor, services, report),

  attempt_text_reconnect: async ({ lastSeq }, { actor, services, handshake, reply, markDelivered }) => {
    const resumed = await services.sessions.resume(actor, {
      lastSeq,
      dialect: TEXT,
      confirms: handshake.can?.includes('confirm') ?? false,
      chatType: 'text',
    })
    if (!resumed) throw new DomainError('SESSION_NOT_FOUND')
    const { session, entries, at } = resumed
    const partner = partnerOf(session, actor.userId)
    const room = { roomId: roomId(session), partnerId: partner.publicId }
    reply('text_reconnected', {
      ...room,
      sharedInterests: me(session, actor.userId).sharedInterests,
      ...lookData(session, actor.userId),
      messages: entries.map((entry) => messageData(session, entry, actor.userId)),
      partnerSecondsLeft: partner.awayUntil === null ? null : secondsLeft(session, partner.user, at),
    })
    markDelivered(logOfSession(session.id), session.lastSeq)
    return room
  },
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

/** The same reasons as a call has, but that no line can fail. */
function reasonFor(reader: string, ending: Ending) {
  const detail = endDetailFor(reader, ending)
  return detail === 'connection_failed' ? 'timeout' : detail
}

/** A message as `text_message_received` has it; the client's own name for it goes to its sender only. */
function messageData(session: Session, entry: Entry, reader: string) {
  return {
    messageId: entry.messageId,
    roomId: roomId(session),
    senderId: idFor(session, reader, entry.author),
    content: entry.content,
    timestamp: entry.at,
    delivered: deliveredTo(entry, reader, partnerOf(session, reader)),
    seq: entry.seq,
    ...(entry.type === 'text' ? {} : { type: entry.type }),
    ...(entry.author === reader && entry.clientMessageId !== null
      ? { clientMessageId: entry.clientMessageId }
      : {}),
    ...flagFor(entry, reader),
  }
}
