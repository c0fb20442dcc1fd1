import type { callEvents } from '@/lib/contracts/helpdesk/call-events'
import type { fileEvents } from '@/lib/contracts/helpdesk/file-events'
import type { broadcastEvents } from '@/lib/contracts/helpdesk/broadcast-events'
import type { presenceEvents } from '@/lib/contracts/helpdesk/presence-events'
import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import { PAGE_MAX } from '@/lib/domain/conversations/message'
import type { GatewayInbound } from '../kit'
import { isoTime } from '../iso-time'
import { channelIdOf, namesOf, newMessage } from './fields'

type Inbound = GatewayInbound<typeof helpdesk>['/']

/** helpdesk's events of channels, one service call each. */
export const chatInbound: Omit<
  Inbound,
  | 'authenticate'
  | keyof typeof presenceEvents.inbound
  | keyof typeof fileEvents.inbound
  | keyof typeof broadcastEvents.inbound
  | keyof typeof callEvents.inbound
> = {
  join_channel: async (input, { actor, services, look, ensureFollowed }) => {
    const { channelId, lastSeq } = typeof input === 'string' ? { channelId: input } : input
    const { conversation, lastSeq: last } = await services.conversations.join(actor, channelId)
    look(conversation.id)
    await ensureFollowed(conversation.id)
    const named = { ...namesOf(conversation), lastSeq: last }
    if (lastSeq === undefined) return { ...named, messages: [], hasMore: false }
    const page = await services.messages.history(actor, conversation.id, { after: lastSeq, limit: PAGE_MAX })
    const messages = page.messages.map((message) => newMessage(conversation, message))
    return { ...named, messages, hasMore: page.hasMore }
  },

  leave_channel: async (channelId, { actor, services, connection, lookAway }) => {
    const { conversation } = await services.conversations.find(actor, channelId, 'find')
    if (lookAway(conversation.id)) services.viewers.leave(connection, conversation.id)
    return { channelId: channelIdOf(conversation) }
  },

  'chat:typing': async ({ channelId, isTyping }, { actor, services }) => {
    if (isTyping) await services.conversationTyping.start(actor, channelId)
    else await services.conversationTyping.stop(actor, channelId)
  },

  channel_updated: async ({ channelId, changes }, { actor, services }) => {
    const { name, description } = changes
    const conversation = await services.conversations.change(actor, channelId, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
    })
    return { channelId: channelIdOf(conversation) }
  },

  'chat:send_message': async (input, { actor, services, connection }) => {
    const { channelId, message: text, attachments, messageType: type, replyToId, clientMessageId } = input
    const draft = {
      text,
      type,
      replyTo: replyToId ?? null,
      metadata: null,
      attachments,
      clientMessageId: clientMessageId ?? null,
    }
    const { message } = await services.messages.send(actor, channelId, draft, connection)
    return {
      messageId: message.id,
      seq: message.seq,
      timestamp: isoTime(message.at),
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
    }
  },

  message_read: async ({ channelId, messageId }, { actor, services }) =>
    services.messages.markCovered(actor, channelId, 'read', messageId ?? null),

  'chat:edit_message': async ({ messageId, message: text }, { actor, services, connection }) => {
    const { message } = await services.messages.edit(actor, connection, messageId, text)
    return { messageId: message.id, editedAt: isoTime(message.editedAt ?? message.at) }
  },

  'chat:delete_message': async ({ messageId }, { actor, services, connection }) => {
    const { message } = await services.messages.remove(actor, connection, messageId)
    return { messageId: message.id }
  },
}
