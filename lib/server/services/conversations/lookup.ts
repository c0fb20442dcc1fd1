import type { Actor } from '@/lib/domain/accounts'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { otherOf, readName } from '@/lib/domain/conversations/names'
import { type ConversationAct, judgeAct } from '@/lib/domain/conversations/policy'
import { DomainError, type ErrorName } from '@/lib/domain/errors'
import type { ConversationId, UserId, VisitId } from '@/lib/domain/ids'
import { visitNamed } from '@/lib/domain/visits/visit'
import type { Conversations, FoundConversation } from '@/lib/server/ports/conversations/conversations'
import type { Visits } from '@/lib/server/ports/visits/visits'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly conversations: Pick<Conversations, 'find' | 'findByKey' | 'named'>
  readonly visits: Pick<Visits, 'hostOf'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
}

/** Conversations whose key is remembered, so that a message costs no query before the one that keeps it. */
const REMEMBERED = 10_000

/** What never changes of a conversation. */
type Place = Pick<Conversation, 'id' | 'kind' | 'key'>

/** Finds conversations by whatever name a client has for them, as far as the actor may. Absent and foreign ones answer alike. */
export function createConversationLookup({ conversations, visits, avoidedPeople }: Deps) {
  const places = new Map<string, Place>()
  /** A visit has one host for ever, unless their account goes. */
  const hosts = new Map<VisitId, UserId>()

  async function hostOf(id: VisitId): Promise<UserId | undefined> {
    const known = hosts.get(id)
    if (known !== undefined) return known
    const host = await visits.hostOf(id)
    if (host === undefined) return undefined
    makeRoom(hosts)
    hosts.set(id, host)
    return host
  }

  /** Of a pair of whom one blocked the other, or of a visit between whose host and the actor that is so. */
  async function isCutOff(
    { userId }: Actor,
    { kind, key }: Pick<Conversation, 'kind' | 'key'>,
  ): Promise<boolean> {
    const visit = kind === 'visit' ? visitNamed(key) : undefined
    const partner = kind === 'direct' ? otherOf(key, userId) : undefined
    const other = visit === undefined ? partner : await hostOf(visit)
    return other !== undefined && (await avoidedPeople.inConversations(userId)).has(other)
  }

  /** The conversation, or why not. @param given - an id or a room name */
  async function lookUp(
    actor: Actor,
    given: string,
    act: ConversationAct,
  ): Promise<FoundConversation | { readonly refused: ErrorName }> {
    const name = readName(actor.tenantId, given)
    const found =
      'id' in name
        ? await conversations.find(name.id, actor.userId)
        : await conversations.findByKey(actor.tenantId, name.key, actor.userId)
    if (!found || (await isCutOff(actor, found.conversation))) return { refused: 'CONVERSATION_NOT_FOUND' }
    const verdict = judgeAct(actor, found.conversation, found.membership !== null, act)
    if (verdict === 'allowed')
      return act === 'write' && found.conversation.closedAt !== undefined ? { refused: 'VISIT_OVER' } : found
    return { refused: verdict === 'absent' ? 'CONVERSATION_NOT_FOUND' : 'FORBIDDEN' }
  }

  async function placeOf({ tenantId }: Actor, given: string): Promise<Place | undefined> {
    const remembered = `${tenantId} ${given}`
    const known = places.get(remembered)
    if (known) return known
    const place = await conversations.named(tenantId, readName(tenantId, given))
    if (!place) return undefined
    makeRoom(places)
    const { id, kind, key } = place
    places.set(remembered, { id, kind, key })
    return places.get(remembered)
  }

  return {
    lookUp,

    /** @throws CONVERSATION_NOT_FOUND, FORBIDDEN, VISIT_OVER */
    async find(actor: Actor, given: string, act: ConversationAct): Promise<FoundConversation> {
      const found = await lookUp(actor, given, act)
      if ('refused' in found) throw new DomainError(found.refused)
      return found
    },

    /** Where a message is to be kept, which checks membership itself. @throws CONVERSATION_NOT_FOUND */
    async addressOf(actor: Actor, given: string): Promise<ConversationId> {
      const place = await placeOf(actor, given)
      if (!place || (await isCutOff(actor, place))) throw new DomainError('CONVERSATION_NOT_FOUND')
      return place.id
    },

    /** Whether it is known to be there. */
    remembers: ({ tenantId }: Actor, given: string): boolean => places.has(`${tenantId} ${given}`),

    forget(actor: Actor, given: string): void {
      places.delete(`${actor.tenantId} ${given}`)
    },
  }
}

/** The oldest goes. */
function makeRoom(remembered: Map<string, unknown>): void {
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
}

export type ConversationLookup = ReturnType<typeof createConversationLookup>
