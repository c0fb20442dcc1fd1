import type { ConversationId, TenantId, UserId } from '../ids'
import { cleanName } from '../visible-text'
import { type Conversation, directKey, GENERAL_ID, GENERAL_KEY, generalOf, idOnWire } from './conversation'

/** How a client names a conversation: by the id that it has everywhere, or by its one name in the tenant. */
export type ConversationName = { readonly id: ConversationId } | { readonly key: string }

/** A key of a kind that stands for itself: a visit's, a topic's, a call's. */
const KEYED = /^(?:visit|topic|call):[^\s]/

/**
 * What a client means by an id or a room name: `1` and `channel:1` are the general channel of the tenant, the two of a pair
 * come in either order.
 *
 * @see contracts, section 9 "a conversation's names"
 */
export function readName(tenant: TenantId, given: string): ConversationName {
  const pair = pairOf(given)
  if (pair) return { key: directKey(...pair) }
  if (KEYED.test(given)) return { key: given }
  const id = given.startsWith('channel:') ? given.slice('channel:'.length) : given
  return { id: id === GENERAL_ID ? generalOf(tenant) : id }
}

/** The room name that telehealth's clients know a conversation by. */
export function roomOf(conversation: Pick<Conversation, 'id' | 'key' | 'kind'>): string {
  return conversation.key === GENERAL_KEY || conversation.kind === 'channel'
    ? `channel:${idOnWire(conversation)}`
    : conversation.key
}

/** The two of a pair, by the room's name in either order; undefined: it is of another kind, or of one person. */
export function pairOf(name: string): readonly [UserId, UserId] | undefined {
  const [kind, one, other, ...rest] = name.split(':')
  if (kind !== 'chat' || !one || !other || one === other || rest.length > 0) return undefined
  return [one, other]
}

/** The other one of a pair; undefined: the person is none of the two. */
export function otherOf(name: string, user: UserId): UserId | undefined {
  const pair = pairOf(name)
  if (!pair?.includes(user)) return undefined
  return pair[0] === user ? pair[1] : pair[0]
}

const TOPIC = 'topic:'
/** Characters that the name of a topic may have. */
const MAX_TOPIC = 64

/**
 * The name of a topic; undefined: the room is of another kind, or the name is too long, or not what a reader sees: topics are found by
 * their names, so that none is cleaned.
 */
export function topicOf(room: string): string | undefined {
  const name = room.startsWith(TOPIC) ? room.slice(TOPIC.length).trim() : ''
  return name.length > 0 && name.length <= MAX_TOPIC && cleanName(name) === name ? name : undefined
}
