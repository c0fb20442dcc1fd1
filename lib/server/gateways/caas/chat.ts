import type { caas } from '@/lib/contracts/caas/contract'
import { PAGE_MAX } from '@/lib/domain/conversations/message'
import type { GatewayInbound } from '../kit'
import { isoTime } from '../iso-time'
import { messageOf, namesOf } from './fields'

/** Participants that the acknowledgement of joining names. */
const NAMED = 100

/** caas' events of conversations, one service call each. */
export const chatInbound: GatewayInbound<typeof caas>['/chat'] = {
  'room:join': async ({ conversation_id, last_seq }, { actor, services, look, ensureFollowed }) => {
    const { conversation, ...found } = await services.conversations.join(actor, conversation_id)
    look(conversation.id)
    await ensureFollowed(conversation.id)
    const members = await services.conversations.members(actor, conversation.id, { limit: NAMED })
    const page =
      last_seq === undefined
        ? { messages: [], hasMore: false, reach: undefined }
        : await services.messages.history(actor, conversation.id, { after: last_seq, limit: PAGE_MAX })
    return {
      ...namesOf(conversation),
      participants: members.map(({ user, role }) => ({ user_id: user, role })),
      participant_count: found.memberCount,
      last_seq: Math.max(found.lastSeq, page.messages.at(-1)?.seq ?? 0),
      messages: page.messages.map((message) => messageOf(conversation, message, page.reach)),
      has_more: page.hasMore,
    }
  },

  'room:leave': async ({ conversation_id }, { actor, services, connection, lookAway }) => {
    const { conversation } = await services.conversations.find(actor, conversation_id, 'find')
    if (lookAway(conversation.id)) services.viewers.leave(connection, conversation.id)
    return namesOf(conversation)
  },

  'typing:start': ({ conversation_id }, { actor, services }) =>
    services.conversationTyping.start(actor, conversation_id),
  'typing:stop': ({ conversation_id }, { actor, services }) =>
    services.conversationTyping.stop(actor, conversation_id),

  'message:send': async (input, { actor, services, connection }) => {
    const { conversation_id, content: text, message_type: type, reply_to_id, client_message_id } = input
    const draft = {
      text,
      type,
      attachments: input.attachments,
      replyTo: reply_to_id ?? null,
      metadata: input.metadata ?? null,
      clientMessageId: client_message_id ?? null,
    }
    const { conversation, message } = await services.messages.send(actor, conversation_id, draft, connection)
    return {
      message_id: message.id,
      ...namesOf(conversation),
      seq: message.seq,
      created_at: isoTime(message.at),
      ...(client_message_id === undefined ? {} : { client_message_id }),
    }
  },

  'message:history': async ({ conversation_id, before, last_seq, limit }, { actor, services }) => {
    const page = await services.messages.history(actor, conversation_id, {
      limit,
      ...(before === undefined ? {} : { before }),
      ...(last_seq === undefined ? {} : { after: last_seq }),
    })
    const { conversation, messages, hasMore, reach } = page
    return {
      messages: messages.map((message) => messageOf(conversation, message, reach)),
      has_more: hasMore,
    }
  },

  'message:read': ({ message_id = null, conversation_id = null }, { actor, services }) =>
    services.messages.markCovered(actor, conversation_id, 'read', message_id),

  'message:delivered': ({ message_id = null, conversation_id = null }, { actor, services }) =>
    services.messages.markCovered(actor, conversation_id, 'delivered', message_id),

  'message:edit': async ({ message_id, content }, { actor, services, connection }) => {
    const { message } = await services.messages.edit(actor, connection, message_id, content)
    return { message_id, edited_at: isoTime(message.editedAt ?? message.at) }
  },

  'message:delete': async ({ message_id }, { actor, services, connection }) => {
    await services.messages.remove(actor, connection, message_id)
    return { message_id }
  },
}
