import type { ConversationId, Millis, TenantId, UserId } from '../ids'
import type { ConversationMessage } from './message'

/** A channel, two people, a visit with an agent, a topic of a tenant, or what is written beside a call. */
export const CONVERSATION_KINDS = ['channel', 'direct', 'visit', 'topic', 'call'] as const
export type ConversationKind = (typeof CONVERSATION_KINDS)[number]

/** A place where people find each other again, and what is said in it is kept. */
export interface Conversation {
  readonly id: ConversationId
  readonly tenantId: TenantId
  readonly kind: ConversationKind
  /** Its one name in the tenant, such as `chat:<a>:<b>`; contracts write their room names from it. */
  readonly key: string
  /** Channels have one. */
  readonly name: string | null
  readonly description: string | null
  /** Only members find it. */
  readonly isPrivate: boolean
  /** Who made it, and manages it; null: nobody, or their account has gone. */
  readonly creator: UserId | null
  readonly createdAt: Millis
  /** Nobody writes in it any more, since then; who was in it reads it. Absent: it is open. */
  readonly closedAt?: Millis
}

/** A person in a conversation. */
export interface Member {
  readonly user: UserId
  readonly displayName: string | null
  readonly role: string
  readonly joinedAt: Millis
  /** The last message that the person has read, by its sequence number; 0: none. */
  readonly readSeq: number
  readonly deliveredSeq: number
}

/** One conversation in a person's list. */
export interface ListedConversation extends Conversation {
  /** Of the last message; 0: there is none. */
  readonly lastSeq: number
  readonly readSeq: number
  /** Messages of others that the person has not read. */
  readonly unread: number
  /** Those among them that mention the person, or everybody. */
  readonly unreadMentions: number
  readonly memberCount: number
  readonly lastMessage: ConversationMessage | null
  /** Of a direct pair, the other one; null: of another kind, or their account has gone. */
  readonly other: { readonly user: UserId; readonly displayName: string | null } | null
}

/** The key of every tenant's first channel, which contracts call `1`. */
export const GENERAL_KEY = 'channel:general'
/** What every contract calls the general channel of the tenant of whoever asks. */
export const GENERAL_ID = '1'

/** The id of a tenant's general channel. */
export const generalOf = (tenant: TenantId): ConversationId =>
  tenant === 'default' ? GENERAL_ID : `general-${tenant}`

/** The id that clients know. */
export const idOnWire = ({ id, key }: Pick<Conversation, 'id' | 'key'>): string =>
  key === GENERAL_KEY ? GENERAL_ID : id

export const channelKey = (id: ConversationId) => `channel:${id}`
/** The same for both of a pair. */
export const directKey = (one: UserId, other: UserId) => `chat:${[one, other].toSorted().join(':')}`

/** Bounds of what one person, and one conversation, may take up. */
export const CONVERSATION_BOUNDS = {
  /** Conversations that a person is a member of. */
  ofPerson: 500,
  /** Channels that a person has made and that exist. */
  madeByPerson: 100,
  /** Members of one conversation. */
  members: 10_000,
  /** Topics that a person is in. */
  topicsOfPerson: 20,
  /** People named in one request. */
  namedAtOnce: 100,
} as const
