import type { callEvents } from '@/lib/contracts/telehealth/call-events'
import type { visitEvents } from '@/lib/contracts/telehealth/visit-events'
import type { presenceEvents } from '@/lib/contracts/telehealth/presence-events'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import { PAGE_MAX } from '@/lib/domain/conversations/message'
import { directKey } from '@/lib/domain/conversations/conversation'
import type { Actor } from '@/lib/domain/accounts'
import { lineOf } from '@/lib/domain/calls/lines'
import type { EventContext, GatewayInbound } from '../kit'
import { visitNamed, waitingRoomOf } from '@/lib/domain/visits/visit'
import { messageOf, namesOf, participantOf, roomNamed } from './fields'
import { waitingAnswer, waitingOf } from './visits'

/** Participants that the acknowledgement of joining names. */
const NAMED = 100

type Inbound = GatewayInbound<typeof telehealth>['/']

const CALL_ROOM = 'call:'

/** The room of the conversation beside a call of the actor that a room stands for, which this connection goes on with. */
async function callRoomOf(
  given: string,
  {
    actor,
    services,
    connection,
    look,
  }: Pick<EventContext<Actor, Readonly<Record<never, never>>>, 'actor' | 'services' | 'connection' | 'look'>,
): Promise<string | undefined> {
  if (!given.startsWith(CALL_ROOM)) return undefined
  const found = await services.calls.enterRoom(actor, given.slice(CALL_ROOM.length), connection)
  if (!found) return undefined
  look(lineOf(found.call.id))
  return found.room
}

/** telehealth's events of rooms, one service call each. */
export const roomInbound: Omit<
  Inbound,
  keyof typeof presenceEvents.inbound | keyof typeof visitEvents.inbound | keyof typeof callEvents.inbound
> = {
  'room:join': async ({ roomId: given, lastSeq }, context) => {
    const { actor, services, look, lookAway, ensureFollowed, reply } = context
    const inCall = await callRoomOf(given, context)
    const roomId = inCall ?? given
    const visitId = visitNamed(roomId)
    const entry = visitId === undefined ? undefined : await services.visits.enter(actor, visitId)
    if (entry && !entry.isIn) {
      look(waitingRoomOf(entry.visit.id))
      return waitingAnswer(entry.visit, entry.position)
    }
    if (entry) {
      const { id, host, hasWaitingRoom } = entry.visit
      lookAway(waitingRoomOf(id))
      if (hasWaitingRoom && host === actor.userId) {
        const { queue, revision } = await services.visits.find(actor, id)
        reply('visit:waiting', { visitId: id, revision, waiting: waitingOf(queue) })
      }
    }
    const { conversation, ...found } = await services.conversations.join(actor, roomId)
    look(conversation.id)
    await ensureFollowed(conversation.id)
    const members = await services.conversations.members(actor, conversation.id, { limit: NAMED })
    const page =
      lastSeq === undefined
        ? { messages: [], hasMore: false, reach: undefined }
        : await services.messages.history(actor, conversation.id, { after: lastSeq, limit: PAGE_MAX })
    return {
      ...namesOf(conversation),
      ...(inCall !== undefined && { roomId: given }),
      participants: members.map(participantOf),
      participantCount: found.memberCount,
      lastSeq: Math.max(found.lastSeq, page.messages.at(-1)?.seq ?? 0),
      messages: page.messages.map((message) => messageOf(conversation, message, page.reach)),
      hasMore: page.hasMore,
      ...(visitId === undefined ? {} : { visitId }),
    }
  },

  'room:leave': async ({ roomId }, { actor, services, connection, lookAway }) => {
    const visitId = visitNamed(roomId)
    if (visitId !== undefined && lookAway(waitingRoomOf(visitId))) {
      await services.visits.leave(actor, visitId, connection)
      return { roomId }
    }
    const { conversation } = await services.conversations.find(actor, roomId, 'find')
    if (lookAway(conversation.id)) services.viewers.leave(connection, conversation.id)
    return { roomId: namesOf(conversation).roomId }
  },

  'typing:start': ({ roomId }, { actor, services }) => services.conversationTyping.start(actor, roomId),
  'typing:stop': ({ roomId }, { actor, services }) => services.conversationTyping.stop(actor, roomId),

  'message:send': async (input, { actor, services, connection, reply }) => {
    const { recipientId, message: text, messageType: type, attachments } = input
    const { replyToId, metadata, clientMessageId } = input
    const draft = {
      text,
      type,
      replyTo: replyToId ?? null,
      metadata: metadata ?? null,
      attachments,
      clientMessageId: clientMessageId ?? null,
    }
    const room = recipientId === undefined ? roomNamed(input) : directKey(actor.userId, recipientId)
    const { conversation, message } = await services.messages.send(actor, room, draft, connection)
    const sent = {
      ...messageOf(conversation, message),
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
    }
    reply('message:sent', sent)
    return { message: sent }
  },

  'message:history': async (input, { actor, services }) => {
    const { before, lastSeq, limit } = input
    const page = await services.messages.history(actor, roomNamed(input), {
      limit,
      ...(before === undefined ? {} : { before }),
      ...(lastSeq === undefined ? {} : { after: lastSeq }),
    })
    const { conversation, messages, hasMore, reach } = page
    return { messages: messages.map((message) => messageOf(conversation, message, reach)), hasMore }
  },

  'message:read': async (input, { actor, services }) =>
    services.messages.markCovered(actor, roomNamed(input), 'read', input.messageId ?? null),

  'message:delivered': async (input, { actor, services }) =>
    services.messages.markCovered(actor, roomNamed(input), 'delivered', input.messageId ?? null),

  'message:edit': async ({ messageId, message: text }, { actor, services, connection }) => {
    const { conversation, message } = await services.messages.edit(actor, connection, messageId, text)
    return { message: messageOf(conversation, message) }
  },

  'message:delete': async ({ messageId }, { actor, services, connection }) => {
    await services.messages.remove(actor, connection, messageId)
    return { messageId }
  },
}
