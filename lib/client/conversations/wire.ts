import type { z } from 'zod'
import type { ContractSocket, Received } from '@/lib/client/realtime/contract-socket'
import type { conversationRest } from '@/lib/contracts/omegoo/conversation-rest'
import type { channelRest } from '@/lib/contracts/helpdesk/channel-rest'
import type { telehealth } from '@/lib/contracts/telehealth/contract'

/** The connection as conversations see it. */
export type TelehealthSocket = ContractSocket<typeof telehealth>
export type TelehealthReceived = Received<typeof telehealth>

/** A message as the server sends it. */
export type Message = TelehealthReceived['message:new']

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

/** A conversation in one's list. */
export type Listed = DataOf<typeof conversationRest.conversations>['conversations'][number]
/** A message that a search has found. */
export type Found = DataOf<typeof conversationRest.searchConversation>['messages'][number]
/** Whom one may mention in a conversation, as far as they were asked for. */
export type Mentionable = DataOf<typeof conversationRest.mentionable>
/** Who has read a message, as far as one may know it. */
export type Readers = DataOf<typeof conversationRest.readers>
/** A channel, also one that one is not in. */
export type Channel = DataOf<typeof channelRest.channels>['channels'][number]
export type ChannelMember = DataOf<typeof channelRest.channelMembers>['members'][number]
