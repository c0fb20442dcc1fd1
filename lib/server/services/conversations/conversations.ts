import type { Actor } from '@/lib/domain/accounts'
import {
  channelKey,
  type Conversation,
  CONVERSATION_BOUNDS,
  GENERAL_KEY,
  type ListedConversation,
  type Member,
} from '@/lib/domain/conversations/conversation'
import { DomainError } from '@/lib/domain/errors'
import { membersChanged, named, toMembers } from '@/lib/domain/events/conversation-builders'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import { isOpenKind } from '@/lib/domain/conversations/policy'
import { authorize } from '@/lib/domain/permissions'
import type {
  ConversationChanges,
  Conversations,
  FoundConversation,
} from '@/lib/server/ports/conversations/conversations'
import type { AuditEntry } from '@/lib/server/ports/moderation/moderation'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { LimitsService } from '@/lib/server/services/connections/limits'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { Acquaintances } from './acquaintances'
import type { ConversationLookup } from './lookup'
import type { Openings } from './openings'

interface Deps {
  readonly conversations: Conversations
  readonly lookup: Pick<ConversationLookup, 'find'>
  readonly openings: Openings
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
  readonly acquaintances: Acquaintances
  readonly limits: Pick<LimitsService, 'consume'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** A channel that somebody wants to make. */
export interface NewChannel {
  readonly name: string
  readonly description: string | null
  readonly isPrivate: boolean
  readonly members: readonly UserId[]
}

const {
  members: MEMBERS,
  ofPerson: OF_PERSON,
  madeByPerson: MADE_BY_PERSON,
  topicsOfPerson: TOPICS,
} = CONVERSATION_BOUNDS
const ROOM = { members: MEMBERS, ofPerson: OF_PERSON }
/** Open channels that are listed. */
const LISTED = 500

/** Which conversations there are for whom, and who is in them. */
export function createConversations(deps: Deps) {
  const { conversations, lookup, openings, avoidedPeople, acquaintances, limits, clock, ids, bus } = deps
  const { find } = lookup

  /** What is done by a permission, and not by having made the channel, is noted. */
  function auditOf(actor: Actor, { id, creator }: Conversation, action: string) {
    if (creator === actor.userId) return undefined
    const { tenantId, userId: actorId } = actor
    return (details: AuditEntry['details']): AuditEntry => ({
      tenantId,
      actorId,
      action,
      targetId: id,
      details,
      at: clock.now(),
    })
  }

  /**
   * Whom the actor may add; of the others nothing shows. Each one named counts, also one who is left out.
   *
   * @throws RATE_LIMIT_EXCEEDED
   */
  async function addable(actor: Actor, users: readonly UserId[]): Promise<readonly UserId[]> {
    const others = [...new Set(users)].filter((user) => user !== actor.userId)
    for (let n = 0; n < others.length; n++) await limits.consume('addedToChannels', actor.userId)
    return acquaintances.among(actor, others)
  }

  async function add(
    actor: Actor,
    conversation: Conversation,
    users: readonly UserId[],
  ): Promise<readonly UserId[]> {
    const now = clock.now()
    const room = conversation.kind === 'topic' ? { ...ROOM, ofKind: TOPICS } : ROOM
    const added = await conversations.addMembers(conversation.id, users, now, room)
    if (added.length > 0) await bus.publish(membersChanged(conversation, { added }, named(actor), now))
    return added
  }

  return {
    find,

    /**
     * Becomes a member of what is open to everybody, or stays one of what they are in. Pairs and topics are made where they are not there yet.
     *
     * @param given - an id or a room name
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, TOO_MANY_CONVERSATIONS
     */
    async join(actor: Actor, given: string): Promise<FoundConversation> {
      await openings.openIfNeeded(actor, given)
      const found = await find(actor, given, 'join')
      if (found.membership) return found
      refuseGuests(actor)
      const { conversation } = found
      if ((await add(actor, conversation, [actor.userId])).length === 0) {
        const again = await find(actor, given, 'join')
        if (!again.membership) throw new DomainError('TOO_MANY_CONVERSATIONS')
        return again
      }
      return find(actor, given, 'join')
    },

    /** The maker is a member; people whom they may not know are left out. @throws FORBIDDEN, TOO_MANY_CONVERSATIONS, RATE_LIMIT_EXCEEDED */
    async createChannel(actor: Actor, { members, ...channel }: NewChannel): Promise<Conversation> {
      authorize(actor, 'chat.create_channels')
      const others = await addable(actor, members)
      const id: ConversationId = ids.next()
      const now = clock.now()
      const conversation: Conversation = {
        ...channel,
        id,
        tenantId: actor.tenantId,
        kind: 'channel',
        key: channelKey(id),
        creator: actor.userId,
        createdAt: now,
      }
      const outcome = await conversations.create(conversation, [actor.userId], MADE_BY_PERSON)
      if (outcome !== 'created') throw new DomainError('TOO_MANY_CONVERSATIONS')
      await bus.publish(membersChanged(conversation, { added: [actor.userId] }, named(actor), now))
      await add(actor, conversation, others)
      return conversation
    },

    /** A tenant's general channel stays open to everybody. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async change(actor: Actor, given: string, changes: ConversationChanges): Promise<Conversation> {
      const { conversation } = await find(actor, given, 'manage')
      if (conversation.key === GENERAL_KEY && changes.isPrivate) throw new DomainError('FORBIDDEN')
      const audit = auditOf(actor, conversation, 'channel.changed')?.({ ...changes })
      if (!(await conversations.change(conversation.id, changes, audit)))
        throw new DomainError('CONVERSATION_NOT_FOUND')
      const changed = { ...conversation, ...changes }
      await bus.publish({
        type: 'conversation.changed',
        conversation: changed,
        changes,
        by: named(actor),
        at: clock.now(),
        ...toMembers(conversation),
      })
      return changed
    },

    /** Nobody finds it any more; a tenant's general channel stays. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async remove(actor: Actor, given: string): Promise<Conversation> {
      const { conversation } = await find(actor, given, 'manage')
      if (conversation.key === GENERAL_KEY) throw new DomainError('FORBIDDEN')
      const now = clock.now()
      const audit = auditOf(actor, conversation, 'channel.deleted')?.({ name: conversation.name })
      if (!(await conversations.remove(conversation.id, now, audit)))
        throw new DomainError('CONVERSATION_NOT_FOUND')
      await bus.publish({
        type: 'conversation.deleted',
        conversation,
        by: named(actor),
        at: now,
        ...toMembers(conversation),
      })
      return conversation
    },

    /**
     * Those whom the actor may know. Who manages a private channel without being in it does not let themselves in: managing is not
     * reading.
     *
     * @returns who became a member now
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, RATE_LIMIT_EXCEEDED
     */
    async addMembers(actor: Actor, given: string, users: readonly UserId[]): Promise<readonly UserId[]> {
      const { conversation, membership } = await find(actor, given, 'manage')
      const isWithMe = users.includes(actor.userId) && !membership
      if (isWithMe && conversation.isPrivate) throw new DomainError('FORBIDDEN')
      const others = await addable(actor, users)
      return add(actor, conversation, isWithMe ? [actor.userId, ...others] : others)
    },

    /** Others take managing it; oneself needs nothing, and leaves topics so, too. @returns who was a member. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async removeMembers(actor: Actor, given: string, users: readonly UserId[]): Promise<readonly UserId[]> {
      const isOnlyMe = users.every((user) => user === actor.userId)
      const { conversation } = await find(actor, given, isOnlyMe ? 'find' : 'manage')
      if (!isOpenKind(conversation.kind)) throw new DomainError('FORBIDDEN')
      const audit = isOnlyMe ? undefined : auditOf(actor, conversation, 'channel.member-removed')
      const removed = await conversations.removeMembers(
        conversation.id,
        users,
        audit && ((user) => audit({ user })),
      )
      if (removed.length > 0)
        await bus.publish(membersChanged(conversation, { removed }, named(actor), clock.now()))
      return removed
    },

    /** The actor's, those with the newest message first. */
    ofActor: async ({ userId }: Actor): Promise<readonly ListedConversation[]> =>
      conversations.ofUser(userId, await avoidedPeople.inConversations(userId)),

    /** Channels of the tenant that everybody may join; none for guests. */
    openChannels: async (actor: Actor): Promise<readonly Conversation[]> =>
      actor.isGuest ? [] : conversations.openChannels(actor.tenantId, LISTED),

    /**
     * For members, and for who manages the channel: that a channel is open to everybody names nobody who is in it.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN
     */
    async members(
      actor: Actor,
      given: string,
      page: { after?: UserId; limit: number },
    ): Promise<readonly Member[]> {
      const { conversation, membership } = await find(actor, given, 'find')
      if (!membership) await find(actor, given, 'manage')
      return conversations.members(conversation.id, page)
    },

    /** The person's conversations that are open, and how far each of them goes. */
    positionsOf: (user: UserId) => conversations.positionsOf(user),
  }
}

/** @throws FORBIDDEN */
function refuseGuests({ isGuest }: Actor): void {
  if (isGuest)
    throw new DomainError('FORBIDDEN', { description: 'Add an e-mail address to your account first' })
}
