import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { conversationRest as rows } from '@/lib/contracts/omegoo/conversation-rest'
import type { Actor } from '@/lib/domain/accounts'
import {
  CONVERSATION_BOUNDS,
  idOnWire,
  type ListedConversation,
} from '@/lib/domain/conversations/conversation'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import { roomOf } from '@/lib/domain/conversations/names'
import { judgeAct } from '@/lib/domain/conversations/policy'
import type { NamedPerson } from '@/lib/domain/events/conversations'
import type { Presence } from '@/lib/domain/presence/presence'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'

/** omegoo's endpoints of conversations, one service call each but for the presence of the people in a list. */
export const conversationRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  conversations: async (_, { actor, services }) => {
    const listed = (await services.conversations.ofActor(actor)).slice(0, CONVERSATION_BOUNDS.ofPerson)
    const others = listed.flatMap(({ other }) => other?.user ?? [])
    const presences = await services.presence.of(actor, others)
    const byUser = new Map(presences.map((presence) => [presence.user, presence]))
    return ok({ conversations: listed.map((one) => conversationOf(actor, one, byUser)) })
  },

  searchConversation: async ({ params, query: { q, limit } }, { actor, services }) => {
    const found = await services.messages.search(actor, params.id, q, limit)
    return ok({ messages: found.map(lineOf) })
  },

  mentionsOfMe: async ({ params, query }, { actor, services }) => {
    const found = await services.mentions.ofActor(actor, params.id, query)
    return ok({ messages: found.map(lineOf) })
  },

  mentionable: async ({ params, query }, { actor, services }) => {
    const { people, everybody } = await services.mentions.offered(actor, params.id, query.q)
    return ok({ people: people.map(personOf), everyone: everybody })
  },

  readers: async ({ params, query: { after, ...page } }, { actor, services }) => {
    const question = { ...page, ...(after === undefined ? {} : { after }) }
    const found = await services.readers.of(actor, params.id, question)
    if (found === 'hidden')
      return ok({ readers: [], total: 0, hasMore: false, hidden: 'own_privacy' as const })
    const { readers, total, hasMore } = found
    return ok({ readers: readers.map(personOf), total, hasMore })
  },
}

function conversationOf(actor: Actor, listed: ListedConversation, presences: ReadonlyMap<string, Presence>) {
  const { kind, name, description, isPrivate, other, memberCount, lastSeq, readSeq } = listed
  const { unread, unreadMentions } = listed
  const presence = other ? presences.get(other.user) : undefined
  return {
    conversationId: idOnWire(listed),
    roomId: roomOf(listed),
    kind,
    name,
    description,
    isPrivate,
    isManager: judgeAct(actor, listed, true, 'manage') === 'allowed',
    other: other && {
      userId: other.user,
      displayName: nameOf(other),
      status: presence?.shown ?? ('offline' as const),
      customStatus: presence?.customStatus ?? null,
    },
    memberCount,
    unread,
    unreadMentions,
    lastSeq,
    readSeq,
    lastMessage: listed.lastMessage && lineOf(listed.lastMessage),
  }
}

function lineOf({ id, author, text, type, at, seq }: ConversationMessage) {
  return {
    messageId: id,
    senderId: author?.user ?? '',
    senderName: author ? nameOf(author) : 'Deleted account',
    message: text,
    messageType: type,
    timestamp: isoTime(at),
    seq,
  }
}

const personOf = ({ user, ...person }: NamedPerson) => ({ userId: user, displayName: nameOf(person) })

const nameOf = ({ displayName }: { readonly displayName: string | null }) => displayName ?? 'Guest'
