import type { Actor } from '@/lib/domain/accounts'
import { type Call, type CallType, othersIn, personIn, place } from '@/lib/domain/calls/call'
import { callOfLine, lineOf } from '@/lib/domain/calls/lines'
import { answer, leave, lose, refuse, requireStep, resume, ring, standingOf } from '@/lib/domain/calls/steps'
import { viewedBy, viewingOf } from '@/lib/domain/capabilities'
import { directKey } from '@/lib/domain/conversations/conversation'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import {
  callAnswered,
  callIncoming,
  callPlaced,
  callRefused,
  callRinging,
  callTaken,
} from '@/lib/domain/events/call-builders'
import type { CallId, ConnectionId, UserId, VisitId } from '@/lib/domain/ids'
import type { Opaque } from '@/lib/domain/media/signalling'
import { authorize } from '@/lib/domain/permissions'
import { visitKey } from '@/lib/domain/visits/visit'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { LiveCalls } from '@/lib/server/ports/calls/live-calls'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Visits } from '@/lib/server/ports/visits/visits'
import type { Openings } from '@/lib/server/services/conversations/openings'
import type { CallAnnouncer } from './announcer'
import type { CallSignalling } from './signalling'

interface Deps {
  readonly liveCalls: LiveCalls
  readonly callSignalling: CallSignalling
  readonly callAnnouncer: CallAnnouncer
  readonly connections: Pick<Connections, 'isHere'>
  readonly accounts: Pick<Accounts, 'byId'>
  readonly visits: Pick<Visits, 'find'>
  readonly openings: Pick<Openings, 'requireCallable' | 'openPair' | 'openCallText'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** Somebody wants to call somebody. */
export interface Placing {
  readonly callee: UserId
  readonly callType: CallType
  readonly visit?: VisitId | undefined
  /** What the callee's client begins with; undefined: it is signalled, and may come before the answer. */
  readonly offer: Opaque | null | undefined
}

/** Names a call: by its id, or by the other person of it. */
export interface CallName {
  readonly callId?: CallId | undefined
  readonly userId?: UserId | undefined
}

/** Calls of two people, from the ring to the end. */
export function createCalls(deps: Deps) {
  const {
    liveCalls,
    callSignalling,
    callAnnouncer,
    connections,
    accounts,
    visits,
    openings,
    clock,
    ids,
    bus,
  } = deps

  /** A live call of the actor. @throws CALL_NOT_FOUND, INVALID_REQUEST where none is named */
  async function named({ userId }: Actor, { callId, userId: other }: CallName): Promise<Call> {
    if (callId === undefined && other === undefined) throw new DomainError('INVALID_REQUEST')
    const call = callId === undefined ? await liveCalls.ofUser(userId) : await liveCalls.find(callId)
    const isWithThem = other === undefined || callId !== undefined || (call && personIn(call, other))
    if (!call || !isWithThem || standingOf(call, userId) === 'none') throw new DomainError('CALL_NOT_FOUND')
    return call
  }

  /** @throws what the rule throws, CALL_NOT_FOUND */
  async function change(id: CallId, rule: (call: Call) => Call | undefined) {
    const changed = await liveCalls.change(id, rule, clock.now())
    if (!changed) throw new DomainError('CALL_NOT_FOUND')
    return changed
  }

  /** Whoever must be absent for the actor is an unknown person. @throws USER_NOT_FOUND, FORBIDDEN */
  async function requireCallee(actor: Actor, callee: UserId): Promise<{ displayName: string | null }> {
    if (callee === actor.userId) throw new DomainError('USER_NOT_FOUND')
    try {
      await openings.requireCallable(actor, callee)
    } catch (error) {
      if (isDomainError(error) && error.reason === 'CONVERSATION_NOT_FOUND')
        throw new DomainError('USER_NOT_FOUND')
      throw error
    }
    const account = await accounts.byId(callee)
    if (!account) throw new DomainError('USER_NOT_FOUND')
    return account
  }

  /** A call of a visit is between people who are in it. @throws CONVERSATION_NOT_FOUND */
  async function requireVisit(visit: VisitId, people: readonly UserId[]): Promise<void> {
    const found = await Promise.all(people.map((user) => visits.find(visit, user)))
    if (found.some((one) => one?.state !== 'admitted' || one.visit.endedAt !== null))
      throw new DomainError('CONVERSATION_NOT_FOUND')
  }

  /** A device of somebody who is called is there: the placer learns that it rings, once. */
  async function announceRing(call: Call, to: UserId): Promise<void> {
    const changed = await liveCalls.change(call.id, (before) => ring(before, to), clock.now())
    if (changed && changed.after !== changed.before)
      await bus.publish(callRinging(changed.after, to, clock.now()))
  }

  /** Rings on every device that somebody has. */
  async function ringAt(call: Call, to: UserId, offer: Opaque | null | undefined): Promise<void> {
    if (!(await connections.isHere(to, 'calls'))) return
    await bus.publish(callIncoming(call, to, { offer, connection: null, at: clock.now() }))
    await announceRing(call, to)
  }

  // A device that comes while its person is called rings, too.
  bus.on('connection.opened', async ({ user, connection, capability }) => {
    if (capability !== 'calls') return
    const call = await liveCalls.ofUser(user)
    if (!call || standingOf(call, user) !== 'rings') return
    const offer = await callSignalling.offerFor(call, user)
    await bus.publish(callIncoming(call, user, { offer, connection, at: clock.now() }))
    await announceRing(call, user)
  })

  /** Connections of this process by which somebody is in a call: all others close without a question. */
  const lines = new Set<ConnectionId>()

  async function loseLine(user: UserId, connection: ConnectionId): Promise<void> {
    const call = await liveCalls.ofUser(user)
    if (call)
      await liveCalls.change(call.id, (before) => lose(before, user, connection, clock.now()), clock.now())
  }

  bus.on('connection.gone', async ({ user, connection }) => {
    if (lines.delete(connection)) await loseLine(user, connection)
  })
  // Of a process that died, this is all that is known.
  bus.on('connection.closed', async ({ user, connection, capability, last }) => {
    const viewed = viewedBy(capability)
    if (last && viewed !== undefined && callOfLine(viewed) !== undefined) await loseLine(user, connection)
  })
  // It had been taken for dead.
  bus.on('connection.restored', async ({ user, capability }) => {
    const viewed = viewedBy(capability)
    const id = viewed === undefined ? undefined : callOfLine(viewed)
    const call = id === undefined ? undefined : await liveCalls.find(id)
    const connection = call && personIn(call, user)?.connection
    if (call && connection && (await connections.isHere(user, viewingOf(lineOf(call.id)))))
      await comeBack(call.id, user, connection)
  })

  async function comeBack(id: CallId, user: UserId, connection: ConnectionId): Promise<Call> {
    const { after } = await change(id, (before) => resume(before, user, connection))
    await callSignalling.flush(after, user)
    return after
  }

  // Nobody talks with somebody whom they blocked, who is banned or who has gone.
  bus.on('user.blocked', async ({ blocker, blocked }) => {
    const call = await liveCalls.ofUser(blocker)
    if (call && !call.isGroup && personIn(call, blocked)) await hangUp(call.id, blocker)
  })
  bus.on('account.closing', ({ user }) => hangUpCurrent(user))
  bus.on('account.banned', ({ user }) => hangUpCurrent(user))

  async function hangUpCurrent(user: UserId): Promise<void> {
    const call = await liveCalls.ofUser(user)
    if (call) await hangUp(call.id, user)
  }

  async function hangUp(id: CallId, user: UserId): Promise<void> {
    const changed = await liveCalls.change(
      id,
      (before) => (standingOf(before, user) === 'none' ? undefined : leave(before, user, clock.now())),
      clock.now(),
    )
    if (changed) await callAnnouncer.announce(changed)
  }

  /** The room of the conversation beside a call. @throws CONVERSATION_NOT_FOUND, TOO_MANY_CONVERSATIONS */
  async function textBeside(actor: Actor, call: Call): Promise<string> {
    if (call.visit !== null) return visitKey(call.visit)
    const others = othersIn(call, actor.userId)
    const [other] = others
    if (!call.isGroup && other) {
      await openings.openPair(actor, other.user)
      return directKey(actor.userId, other.user)
    }
    const room = `call:${call.id}`
    const people = others.filter(({ stage }) => stage === 'in').map(({ user }) => user)
    await openings.openCallText(actor, room, [actor.userId, ...people])
    return room
  }

  return {
    named,
    /** Somebody is in a call by this connection of this process. */
    noteLine: (connection: ConnectionId) => void lines.add(connection),
    ringAt,
    requireCallee,

    /**
     * Calls somebody: every device of theirs rings, those that come meanwhile too.
     *
     * @throws FORBIDDEN without the permission, USER_NOT_FOUND, CONVERSATION_NOT_FOUND for a visit that both are not in, ALREADY_IN_SESSION where the caller is in a call, BUSY
     */
    async place(actor: Actor, connection: ConnectionId, placing: Placing): Promise<Call> {
      const { callee, callType, visit = null, offer } = placing
      authorize(actor, callType === 'video' ? 'call.video' : 'call.audio')
      const { displayName } = await requireCallee(actor, callee)
      const { tenantId, userId: user } = actor
      if (visit !== null) await requireVisit(visit, [user, callee])
      const now = clock.now()
      const placer = { user, displayName: actor.displayName }
      const takesAnswer = offer !== undefined && offer !== null
      const about = { id: ids.next(), tenantId, callType, isGroup: false, takesAnswer, visit }
      lines.add(connection)
      const call = place({ ...about, placer, connection, called: [{ user: callee, displayName }] }, now)
      const busy = await liveCalls.begin(call, now)
      if (busy.includes(user))
        throw new DomainError('ALREADY_IN_SESSION', { description: 'End the current call first' })
      await bus.publish(callPlaced(call, now))
      // Whoever calls learns the call's id from the answer to placing it, and only then what becomes of it.
      if (busy.length > 0) {
        clock.soon(() => callAnnouncer.endBusy(call))
        throw new DomainError('BUSY')
      }
      if (takesAnswer) await callSignalling.keepOffer(call, callee, offer)
      if (offer === undefined) callSignalling.awaitOffer(call, callee)
      clock.soon(() => ringAt(call, callee, offer))
      return call
    },

    /**
     * Answers a call by this connection: all other devices of the person cease to ring.
     *
     * @param given - `answer`: what the placer's client goes on with; undefined: it is signalled right after
     * @throws CALL_NOT_FOUND, CALL_ANSWERED, FORBIDDEN
     */
    async answer(
      actor: Actor,
      name: CallName,
      { connection, answer: given }: { connection: ConnectionId; answer: Opaque | null | undefined },
    ): Promise<Call> {
      const user = actor.userId
      const found = await named(actor, name)
      lines.add(connection)
      const { before, after } = await change(found.id, (call) => answer(call, user, connection, clock.now()))
      const isFirst = before.acceptedAt === null
      for (const one of after.people)
        if (one.stage === 'in' && (isFirst || one.user === user))
          await bus.signal({ type: 'call.talking-changed', user: one.user, at: clock.now() })
      await bus.publish(callTaken(after, user, clock.now()))
      await callSignalling.answered(after, user, given, (sent) =>
        bus.publish(callAnswered(after, user, sent, clock.now())),
      )
      return after
    },

    /** @throws CALL_NOT_FOUND, CALL_ANSWERED, FORBIDDEN */
    async refuse(
      actor: Actor,
      name: CallName,
      { connection, reason }: { connection: ConnectionId | null; reason: string | null },
    ): Promise<Call> {
      const user = actor.userId
      const found = await named(actor, name)
      const changed = await change(found.id, (call) => refuse(call, user, clock.now()))
      await bus.publish(callRefused(changed.after, { by: user, connection, reason }, clock.now()))
      await callAnnouncer.announce(changed)
      return changed.after
    },

    /** Takes a call back, refuses it or hangs up, whichever it is then. @throws CALL_NOT_FOUND */
    async leave(actor: Actor, name: CallName, connection: ConnectionId | null): Promise<Call> {
      const user = actor.userId
      const found = await named(actor, name)
      const { before, after } = await change(found.id, (call) => leave(call, user, clock.now()))
      if (standingOf(before, user) === 'rings')
        await bus.publish(callRefused(after, { by: user, connection, reason: null }, clock.now()))
      await callAnnouncer.announce({ before, after })
      return after
    },

    /** Goes on with a call by this connection. @throws CALL_NOT_FOUND, CALL_NOT_ANSWERED */
    async resume(actor: Actor, id: CallId, connection: ConnectionId): Promise<Call> {
      const found = await named(actor, { callId: id })
      requireStep(found, actor.userId, 'resume')
      lines.add(connection)
      return comeBack(found.id, actor.userId, connection)
    },

    /**
     * Comes to the room of a call, which is named by the call or by its visit: whoever is in it goes on with it by this connection.
     *
     * @returns the call, and the room of the conversation beside it; undefined: the actor is in no such call
     */
    async enterRoom(
      actor: Actor,
      id: string,
      connection: ConnectionId,
    ): Promise<{ call: Call; room: string } | undefined> {
      const user = actor.userId
      const found = await liveCalls.ofUser(user)
      if (!found || (found.id !== id && found.visit !== id)) return undefined
      const isRinging = standingOf(found, user) === 'rings'
      if (isRinging && found.isGroup) return undefined
      lines.add(connection)
      const call = isRinging ? found : await comeBack(found.id, user, connection)
      return { call, room: await textBeside(actor, call) }
    },

    /** The call that the actor is in or called by, for a page that has just come. */
    current: ({ userId }: Actor) => liveCalls.ofUser(userId),
  }
}

export type CallsService = ReturnType<typeof createCalls>
