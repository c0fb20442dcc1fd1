import type { Day } from '../days'
import type { Millis, VisitId } from '../ids'
import type { NamedPerson } from '../events/conversations'
import type { Conversation } from './conversation'

/** Kinds that administrators see: what two people or a call say is nobody else's. */
export const ADMINISTERED_KINDS = ['channel', 'visit'] as const
export type AdministeredKind = (typeof ADMINISTERED_KINDS)[number]

/** Days of a list and of one conversation, today included. */
export const SHOWN_DAYS = { list: 14, one: 30 } as const

/** A channel or a visit as administrators see it: who is in it and how much is written, never what. */
export interface AdministeredConversation extends Pick<
  Conversation,
  'id' | 'key' | 'kind' | 'name' | 'description' | 'isPrivate' | 'createdAt' | 'tenantId' | 'closedAt'
> {
  /** Who made it, or hosts it; null: nobody, or their account has gone. */
  readonly maker: NamedPerson | null
  readonly memberCount: number
  /** Written in all. */
  readonly messages: number
  /** When the last message was written; null: there is none. */
  readonly lastMessageAt: Millis | null
  /** By UTC day, those with a message alone, oldest first. */
  readonly days: readonly { readonly day: Day; readonly messages: number }[]
  /** Null: it is a channel. */
  readonly visit: {
    readonly id: VisitId
    readonly scheduledAt: Millis | null
    readonly endedAt: Millis | null
    readonly invited: number
    readonly waiting: number
  } | null
}
