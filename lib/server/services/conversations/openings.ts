import { type Actor, isBanned } from '@/lib/domain/accounts'
import { type Conversation, CONVERSATION_BOUNDS, directKey } from '@/lib/domain/conversations/conversation'
import { otherOf, topicOf } from '@/lib/domain/conversations/names'
import { judgeContact } from '@/lib/domain/conversations/policy'
import { DomainError } from '@/lib/domain/errors'
import { membersChanged, named } from '@/lib/domain/events/conversation-builders'
import type { UserId } from '@/lib/domain/ids'
import { partnerOf } from '@/lib/domain/sessions'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { History } from '@/lib/server/ports/sessions/history'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly conversations: Conversations
  readonly accounts: Pick<Accounts, 'byId'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'among'>
  readonly history: Pick<History, 'met'>
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** Conversations that come into being when somebody names them: pairs and topics. */
export function createOpenings(deps: Deps) {
  const { conversations, accounts, avoidedPeople, history, sessions, clock, ids, bus } = deps

  async function metAtRandom(one: UserId, other: UserId): Promise<boolean> {
    const session = await sessions.ofUser(one)
    if (session && partnerOf(session, one).user === other) return true
    return history.met(one, other)
  }

  /** @throws CONVERSATION_NOT_FOUND for whoever must be absent for the actor, FORBIDDEN for guests */
  async function requireContact(
    actor: Actor,
    other: UserId,
    isGuest = actor.isGuest === true,
  ): Promise<void> {
    const account = await accounts.byId(other)
    if (!account?.isActive || isBanned(account, clock.now()) || account.tenantId !== actor.tenantId)
      throw new DomainError('CONVERSATION_NOT_FOUND')
    const verdict = judgeContact({
      isGuest,
      isBlocked: (await avoidedPeople.among(actor.userId, [other])).has(other),
      shareConversation: await conversations.share(actor.userId, other),
      metAtRandom: await metAtRandom(actor.userId, other),
    })
    if (verdict === 'absent') throw new DomainError('CONVERSATION_NOT_FOUND')
    if (verdict === 'forbidden') throw new DomainError('FORBIDDEN')
  }

  /**
   * Guests are the first to call nobody, and learn of nobody whether they exist.
   *
   * @throws CONVERSATION_NOT_FOUND for whoever must be absent for the actor, FORBIDDEN for guests
   */
  async function requireCallable(actor: Actor, other: UserId): Promise<void> {
    if (actor.isGuest && !(await conversations.share(actor.userId, other))) throw new DomainError('FORBIDDEN')
    await requireContact(actor, other, false)
  }

  async function open(
    actor: Actor,
    what: Pick<Conversation, 'kind' | 'key' | 'name'>,
    members: readonly UserId[],
  ): Promise<Conversation | undefined> {
    const now = clock.now()
    const conversation: Conversation = {
      ...what,
      id: ids.next(),
      tenantId: actor.tenantId,
      description: null,
      isPrivate: what.kind !== 'topic',
      creator: null,
      createdAt: now,
    }
    const ofKind = what.kind === 'topic' ? CONVERSATION_BOUNDS.topicsOfPerson : undefined
    const outcome = await conversations.create(conversation, members, 0, ofKind)
    if (outcome === 'too-many') throw new DomainError('TOO_MANY_CONVERSATIONS')
    if (outcome === 'exists') return undefined // somebody was quicker
    await bus.publish(membersChanged(conversation, { added: members }, named(actor), now))
    return conversation
  }

  /** The conversation of two who may have one. @throws CONVERSATION_NOT_FOUND: one of the accounts has gone meanwhile */
  async function openPair(actor: Actor, other: UserId): Promise<Conversation> {
    const key = directKey(actor.userId, other)
    const there = await conversations.named(actor.tenantId, { key })
    if (there) return there
    const pair = [actor.userId, other]
    const opened = await open(actor, { kind: 'direct', key, name: null }, pair)
    const found = opened ?? (await conversations.named(actor.tenantId, { key }))
    if (!found) throw new DomainError('CONVERSATION_NOT_FOUND')
    return found
  }

  /** The text beside a call of several, of which the actor is a member from now on. @throws CONVERSATION_NOT_FOUND, TOO_MANY_CONVERSATIONS */
  async function openCallText(actor: Actor, key: string, people: readonly UserId[]): Promise<void> {
    const find = () => conversations.named(actor.tenantId, { key })
    const there = await find()
    const opened = there ? undefined : await open(actor, { kind: 'call', key, name: null }, people)
    const conversation = there ?? opened ?? (await find())
    if (!conversation) throw new DomainError('CONVERSATION_NOT_FOUND')
    if (opened) return
    const { members, ofPerson } = CONVERSATION_BOUNDS
    const added = await conversations.addMembers(conversation.id, [actor.userId], clock.now(), {
      members,
      ofPerson,
    })
    if (added.length > 0)
      await bus.publish(membersChanged(conversation, { added }, named(actor), clock.now()))
  }

  return {
    openPair,
    openCallText,
    requireCallable,

    /**
     * Makes the conversation that a room name stands for, where it is one that opens so and is not there yet.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, TOO_MANY_CONVERSATIONS
     */
    async openIfNeeded(actor: Actor, room: string): Promise<void> {
      const other = otherOf(room, actor.userId)
      if (other !== undefined) {
        const key = directKey(actor.userId, other)
        if (await conversations.named(actor.tenantId, { key })) return
        await requireContact(actor, other)
        return void (await openPair(actor, other))
      }
      const topic = topicOf(room)
      if (topic === undefined) return
      const key = `topic:${topic}`
      if (await conversations.named(actor.tenantId, { key })) return
      if (actor.isGuest) throw new DomainError('FORBIDDEN')
      await open(actor, { kind: 'topic', key, name: topic }, [actor.userId])
    },
  }
}

export type Openings = ReturnType<typeof createOpenings>
