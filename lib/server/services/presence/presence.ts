import type { Actor } from '@/lib/domain/accounts'
import { RETURN_WITHIN_MS } from '@/lib/domain/conversations/viewing'
import type { UserId } from '@/lib/domain/ids'
import { partnerOf } from '@/lib/domain/sessions'
import {
  isSamePresence,
  NO_CHOICE,
  type Presence,
  PRESENCE_BOUNDS,
  type PresenceChoice,
  type PresenceFacts,
  presenceOf,
} from '@/lib/domain/presence/presence'
import { toConversation, toPresence, type Topic, toUser } from '@/lib/domain/topics'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { PresenceChoices } from '@/lib/server/ports/presence/presence-choices'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly presenceChoices: PresenceChoices
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'among' | 'inConversations'>
  readonly conversations: Pick<Conversations, 'knownAmong' | 'peopleAround'>
  readonly connections: Pick<Connections, 'countsOf'>
  readonly liveCalls: Pick<LiveCalls, 'talking'>
  readonly departures: Marks
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** What a change of presence is due to. */
type Reason = 'status_change' | 'disconnect'

const leftKey = (user: UserId) => `offline ${user}`

/** Who is here, as others see it: by person, from their connections and what they chose. */
export function createPresence(deps: Deps) {
  const { presenceChoices, sessions, avoidedPeople, conversations, connections, liveCalls } = deps
  const { departures, clock, ids, bus } = deps
  /** What was published last by this process, of people who are connected to it. */
  const told = new Map<UserId, Presence>()
  const pending = new Map<UserId, () => void>()

  /** Of these people, those whose presence the actor may see: themselves, and whom they may know. */
  async function knownTo(
    { userId, tenantId }: Actor,
    users: readonly UserId[],
  ): Promise<ReadonlySet<UserId>> {
    const session = await sessions.ofUser(userId)
    const partner = session ? partnerOf(session, userId).user : null
    const [known, avoided] = await Promise.all([
      conversations.knownAmong({ user: userId, tenantId, partner }, users),
      avoidedPeople.among(userId, users),
    ])
    return new Set([userId, ...[...known].filter((user) => !avoided.has(user))])
  }

  async function factsOf(users: readonly UserId[]): Promise<readonly PresenceFacts[]> {
    const [here, active, talking] = await Promise.all([
      connections.countsOf(users, 'presence'),
      connections.countsOf(users, 'active'),
      liveCalls.talking(users),
    ])
    return users.map((user, index) => ({
      connectionCount: here[index] ?? 0,
      isActive: (active[index] ?? 0) > 0,
      isInCall: talking.has(user),
    }))
  }

  async function presencesOf(users: readonly UserId[]): Promise<readonly Presence[]> {
    const [choices, facts] = await Promise.all([presenceChoices.of(users), factsOf(users)])
    return users.map((user, index) =>
      presenceOf(user, choices.get(user) ?? NO_CHOICE, facts[index] ?? NOT_HERE),
    )
  }

  async function presenceNow(user: UserId): Promise<Presence> {
    const [presence] = await presencesOf([user])
    return presence ?? hidden(user)
  }

  /** That the last connection is lost is told after a while, or not at all. */
  async function publishWhileHere(user: UserId): Promise<void> {
    const [count = 0] = await connections.countsOf([user], 'presence')
    if (count > 0) await publish(user, 'status_change')
  }

  /** Publishes a person's presence where others would see a difference. */
  async function publish(user: UserId, reason: Reason, isChosen = false): Promise<void> {
    const [source, [facts = NOT_HERE]] = await Promise.all([
      presenceChoices.sourceOf(user, PRESENCE_BOUNDS.membersSent),
      factsOf([user]),
    ])
    if (!source) return
    const presence = presenceOf(user, source.choice, facts)
    const before = told.get(user)
    if (before && isSamePresence(before, presence)) return
    if (presence.shown === 'offline') told.delete(user)
    else told.set(user, presence)
    await bus.publish({
      type: 'presence.changed',
      id: ids.next(),
      presence,
      displayName: source.displayName,
      // One's own devices learn of what one chose, not that they are there.
      hiddenFrom: [...(isChosen ? [] : [user]), ...(await avoidedPeople.inConversations(user))],
      reason,
      at: clock.now(),
      audience: [
        ...(isChosen ? [toUser(user)] : []),
        toPresence(user),
        ...source.conversations.map((id): Topic => toConversation(id)),
      ],
    })
  }

  bus.on('connection.opened', async ({ user, capability, first }) => {
    // Coming back to a connection matters to whoever was away from all of them.
    if (capability === 'active')
      return told.get(user)?.shown === 'away' ? publish(user, 'status_change') : undefined
    if (capability !== 'presence') return
    pending.get(user)?.()
    const isBack = pending.delete(user) || (await departures.has(leftKey(user), clock.now()))
    // After a reload others still see the person as they were: only a difference is told.
    if (first && !isBack) await bus.signal({ type: 'presence.came', user, at: clock.now() })
    if (isBack && !told.has(user)) told.set(user, await presenceNow(user))
    else await publish(user, 'status_change')
  })

  bus.on('connection.closed', async ({ user, capability, last }) => {
    if (capability === 'active') return last ? publishWhileHere(user) : undefined
    if (capability !== 'presence') return
    if (!last) return publishWhileHere(user)
    await departures.set(leftKey(user), clock.now())
    pending.get(user)?.()
    const goOn = async () => {
      pending.delete(user)
      if (await departures.has(leftKey(user), clock.now())) return
      await publish(user, 'disconnect')
      const [count = 0] = await connections.countsOf([user], 'presence')
      if (count === 0) await bus.signal({ type: 'presence.left', user, at: clock.now() })
    }
    pending.set(user, clock.after(RETURN_WITHIN_MS, goOn))
  })

  bus.on('call.talking-changed', ({ user }) => publishWhileHere(user))

  // Announced as departed, and here all the same.
  bus.on('connection.restored', async ({ user, capability }) => {
    if (capability === 'presence') await bus.signal({ type: 'presence.came', user, at: clock.now() })
  })

  return {
    /** Of anybody, in the order asked for; for code of the server alone. */
    presencesOf,

    /** What others see the actor as from now on. */
    async choose(
      actor: Actor,
      choice: Partial<PresenceChoice> & Pick<PresenceChoice, 'status'>,
    ): Promise<void> {
      const before = (await presenceChoices.of([actor.userId])).get(actor.userId) ?? NO_CHOICE
      await presenceChoices.set(actor.userId, { ...before, ...choice }, clock.now())
      await publish(actor.userId, 'status_change', true)
    },

    /** Of those whom the actor may know; everybody else is shown as offline. In the order asked for. */
    async of(actor: Actor, users: readonly UserId[]): Promise<readonly Presence[]> {
      const known = await knownTo(actor, users)
      const presences = await presencesOf(users)
      return presences.map((one) => (known.has(one.user) ? one : hidden(one.user)))
    },

    /** Of those asked for, whom the actor may follow. */
    followable: async (actor: Actor, users: readonly UserId[]): Promise<readonly UserId[]> => {
      const known = await knownTo(actor, users)
      return users.filter((user) => known.has(user))
    },

    /** The actor and people of shared conversations who are not offline, but for those of whom one has blocked the other. */
    async online(actor: Actor): Promise<readonly Presence[]> {
      const [around, avoided] = await Promise.all([
        conversations.peopleAround(actor.userId, PRESENCE_BOUNDS.listed),
        avoidedPeople.inConversations(actor.userId),
      ])
      const users = [...new Set([actor.userId, ...around.filter((user) => !avoided.has(user))])]
      return (await presencesOf(users)).filter(({ shown }) => shown !== 'offline')
    },
  }
}

export type PresenceService = ReturnType<typeof createPresence>

const NOT_HERE: PresenceFacts = { connectionCount: 0, isActive: false, isInCall: false }
const hidden = (user: UserId): Presence => presenceOf(user, NO_CHOICE, NOT_HERE)
