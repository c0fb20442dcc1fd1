import { type Actor, isGuest, type User } from '@/lib/domain/accounts'
import {
  type Call,
  type CallPerson,
  type CallType,
  meshRoom,
  personIn,
  place,
  withPerson,
} from '@/lib/domain/calls/call'
import { add, addBusy, finish, remove, requireStep } from '@/lib/domain/calls/steps'
import { DomainError } from '@/lib/domain/errors'
import { callLeft, callLocked, callPlaced, handRaised, muteAsked } from '@/lib/domain/events/call-builders'
import type { CallId, ConnectionId, TenantId, UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import { insideOf } from '@/lib/server/ports/calls/records'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { CallAnnouncer } from './announcer'
import type { CallsService } from './calls'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId'>
  readonly liveCalls: LiveCalls
  readonly callAnnouncer: CallAnnouncer
  readonly calls: Pick<CallsService, 'named' | 'noteLine' | 'requireCallee' | 'ringAt'>
  /** People with a picture who can be in a call without an engine between them. */
  readonly callMeshMax: number
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

type Named = Pick<CallPerson, 'user' | 'displayName'>

/** Calls of several people: who is called into one, who goes, and what its hosts may do. */
export function createGroupCalls(deps: Deps) {
  const { accounts, liveCalls, callAnnouncer, calls, callMeshMax, clock, ids, bus } = deps

  async function namedPeople(actor: Actor, users: readonly UserId[]): Promise<readonly Named[]> {
    const others = [...new Set(users)].filter((user) => user !== actor.userId)
    return Promise.all(
      others.map(async (user) => ({
        user,
        displayName: (await calls.requireCallee(actor, user)).displayName,
      })),
    )
  }

  function requireRoom(callType: CallType, count: number): void {
    if (count > meshRoom(callType, callMeshMax)) throw new DomainError('TOO_MANY_PARTICIPANTS')
  }

  /** @throws what the rule throws, CALL_NOT_FOUND */
  async function change(id: CallId, rule: (call: Call) => Call | undefined) {
    const changed = await liveCalls.change(id, rule, clock.now())
    if (!changed) throw new DomainError('CALL_NOT_FOUND')
    return changed
  }

  /** A group of the actor's. @throws CALL_NOT_FOUND */
  async function group(actor: Actor, callId: CallId): Promise<Call> {
    const call = await calls.named(actor, { callId })
    if (!call.isGroup) throw new DomainError('CALL_NOT_FOUND')
    return call
  }

  async function hosted(actor: Actor, callId: CallId): Promise<Call> {
    const call = await group(actor, callId)
    requireStep(call, actor.userId, 'host')
    return call
  }

  /** Calls these people into a call, those who are free; the others learn of it afterwards. */
  async function callIn(call: Call, people: readonly Named[]): Promise<Call> {
    const now = clock.now()
    const outcomes = await Promise.all(people.map(({ user }) => liveCalls.reserve(call.id, user, now)))
    const free = people.filter((_, index) => outcomes[index] === 'reserved')
    const busy = people.filter((_, index) => outcomes[index] === 'busy')
    const { after } = await change(call.id, (before) => {
      const withFree = free.reduce((sum, one) => add(sum, one, now) ?? sum, before)
      return busy.reduce((sum, one) => addBusy(sum, one, now), withFree)
    })
    clock.soon(async () => {
      for (const { user } of busy) await bus.publish(callLeft(after, user, 'busy', clock.now()))
      for (const { user } of free) await calls.ringAt(after, user, null)
      if (insideOf(after).length < 2) await end(after.id, null)
    })
    return after
  }

  async function end(id: CallId, by: UserId | null): Promise<void> {
    const changed = await liveCalls.change(
      id,
      (before) => finish(before, by === null ? 'busy' : 'hangup', by, clock.now()),
      clock.now(),
    )
    if (changed?.after.end) await callAnnouncer.announce(changed)
  }

  /** Somebody of a tenant, for whom code of the server acts. @throws USER_NOT_FOUND */
  async function asPerson(user: UserId, tenantId?: TenantId): Promise<Actor> {
    const account = await accounts.byId(user)
    if (!account || (tenantId !== undefined && account.tenantId !== tenantId))
      throw new DomainError('USER_NOT_FOUND')
    return actorOf(account)
  }

  /** A host of a call who is in it. @throws CALL_NOT_FOUND */
  async function hostOf(id: CallId): Promise<Actor> {
    const call = await liveCalls.find(id)
    const host = call?.people.find(({ isHost, stage }) => isHost && stage === 'in')
    if (!call?.isGroup || !host) throw new DomainError('CALL_NOT_FOUND')
    return asPerson(host.user)
  }

  const service = {
    /**
     * Calls several people at once; whoever calls is in it by this connection, or by the first with which they resume it.
     *
     * @throws FORBIDDEN, USER_NOT_FOUND, TOO_MANY_PARTICIPANTS before anybody rings, ALREADY_IN_SESSION
     */
    async create(
      actor: Actor,
      connection: ConnectionId | null,
      { people, callType }: { people: readonly UserId[]; callType: CallType },
    ): Promise<Call> {
      authorize(actor, callType === 'video' ? 'call.video' : 'call.audio')
      const others = await namedPeople(actor, people)
      if (others.length === 0) throw new DomainError('INVALID_REQUEST', { field: 'participant_ids' })
      requireRoom(callType, others.length + 1)
      const { tenantId, userId: user, displayName } = actor
      const now = clock.now()
      if (connection !== null) calls.noteLine(connection)
      const about = { id: ids.next(), tenantId, callType, isGroup: true, takesAnswer: false, visit: null }
      const call = place({ ...about, placer: { user, displayName }, connection, called: [] }, now)
      if ((await liveCalls.begin(call, now)).length > 0)
        throw new DomainError('ALREADY_IN_SESSION', { description: 'End the current call first' })
      const placed = await callIn(call, others)
      await bus.publish(callPlaced(placed, now))
      return placed
    },

    /** Calls one more. @throws CALL_NOT_FOUND, FORBIDDEN, CALL_LOCKED, USER_NOT_FOUND, TOO_MANY_PARTICIPANTS, BUSY */
    async add(actor: Actor, id: CallId, user: UserId): Promise<Call> {
      const call = await hosted(actor, id)
      if (call.isLocked) throw new DomainError('CALL_LOCKED')
      const known = personIn(call, user)
      if (known && known.stage !== 'out') return call
      const people = await namedPeople(actor, [user])
      requireRoom(call.callType, insideOf(call).length + people.length)
      const after = await callIn(call, people)
      if (personIn(after, user)?.out?.why === 'busy') throw new DomainError('BUSY')
      return after
    },

    /** Takes somebody out. @throws CALL_NOT_FOUND, FORBIDDEN, USER_NOT_FOUND */
    async remove(actor: Actor, id: CallId, user: UserId): Promise<void> {
      await hosted(actor, id)
      const changed = await change(id, (before) => remove(before, user, clock.now()))
      if (changed.before === changed.after) throw new DomainError('USER_NOT_FOUND')
      await callAnnouncer.announce(changed)
    },

    /** For everybody. @throws CALL_NOT_FOUND, FORBIDDEN */
    async end(actor: Actor, id: CallId): Promise<void> {
      await hosted(actor, id)
      await end(id, actor.userId)
    },

    /** Asks the others, or one of them, to mute themselves; nobody is muted by another. @throws CALL_NOT_FOUND, FORBIDDEN, USER_NOT_FOUND */
    async askToMute(actor: Actor, id: CallId, whom: UserId | null): Promise<void> {
      const call = await hosted(actor, id)
      if (whom !== null && personIn(call, whom)?.stage !== 'in') throw new DomainError('USER_NOT_FOUND')
      await bus.publish(muteAsked(call, actor.userId, whom, clock.now()))
    },

    /** @throws CALL_NOT_FOUND, FORBIDDEN */
    async lock(actor: Actor, id: CallId, isLocked: boolean): Promise<void> {
      await hosted(actor, id)
      const { after } = await change(id, (before) => ({ ...before, isLocked }))
      await bus.publish(callLocked(after, actor.userId, clock.now()))
    },

    /** @throws CALL_NOT_FOUND, CALL_NOT_ANSWERED */
    async raiseHand(actor: Actor, id: CallId, isUp: boolean): Promise<void> {
      const user = actor.userId
      requireStep(await group(actor, id), user, 'signal')
      const { after } = await change(id, (before) => withPerson(before, user, { hasHandUp: isUp }))
      await bus.publish(handRaised(after, user, isUp, clock.now()))
    },
  }

  return {
    ...service,
    /** For code of the server: as if the creator called. @throws as `create` */
    createFor: async (
      creator: UserId,
      tenantId: TenantId,
      calling: { people: readonly UserId[]; callType: CallType },
    ): Promise<Call> => service.create(await asPerson(creator, tenantId), null, calling),
    /** Likewise, as a host of the call. @throws as `add` */
    addFor: async (id: CallId, user: UserId): Promise<Call> => service.add(await hostOf(id), id, user),
    /** Likewise. @throws as `remove` */
    removeFor: async (id: CallId, user: UserId): Promise<void> => service.remove(await hostOf(id), id, user),
  }
}

const actorOf = (account: User): Actor => ({
  userId: account.id,
  createdAt: account.createdAt,
  devices: [],
  tenantId: account.tenantId,
  loginId: 'server',
  tier: account.tier,
  role: account.role,
  displayName: account.displayName,
  ...(isGuest(account) && { isGuest: true as const }),
})
