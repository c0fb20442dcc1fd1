import { DomainError, type ErrorName } from '../errors'
import type { ConnectionId, Millis, UserId } from '../ids'
import {
  BACK_TO_CALL_MS,
  type Call,
  called,
  CALLER_BACK_MS,
  type CallEnd,
  type CallPerson,
  personIn,
  withPerson,
} from './call'

/** How a person stands to a call that goes on. `calls`: they placed it, and nobody has answered. */
export type Standing = 'calls' | 'rings' | 'talks' | 'none'

/** What a person may want with a call. `host`: whatever takes a host. */
export type Step = 'answer' | 'refuse' | 'leave' | 'resume' | 'signal' | 'report' | 'host'

/** Who may do what; everything else is refused by this error. */
const STEPS: Readonly<Record<Step, Readonly<Record<Standing, 'allowed' | ErrorName>>>> = {
  answer: { calls: 'FORBIDDEN', rings: 'allowed', talks: 'CALL_ANSWERED', none: 'CALL_NOT_FOUND' },
  refuse: { calls: 'FORBIDDEN', rings: 'allowed', talks: 'CALL_ANSWERED', none: 'CALL_NOT_FOUND' },
  leave: { calls: 'allowed', rings: 'allowed', talks: 'allowed', none: 'CALL_NOT_FOUND' },
  resume: { calls: 'allowed', rings: 'CALL_NOT_ANSWERED', talks: 'allowed', none: 'CALL_NOT_FOUND' },
  signal: { calls: 'allowed', rings: 'CALL_NOT_ANSWERED', talks: 'allowed', none: 'CALL_NOT_FOUND' },
  report: {
    calls: 'CALL_NOT_ANSWERED',
    rings: 'CALL_NOT_ANSWERED',
    talks: 'allowed',
    none: 'CALL_NOT_FOUND',
  },
  host: { calls: 'allowed', rings: 'CALL_NOT_ANSWERED', talks: 'allowed', none: 'CALL_NOT_FOUND' },
}

export function standingOf(call: Call, user: UserId): Standing {
  const person = personIn(call, user)
  if (call.end || !person || person.stage === 'out') return 'none'
  if (person.stage === 'rings') return 'rings'
  return call.acceptedAt === null ? 'calls' : 'talks'
}

/** @throws what the table says of a person who may not */
export function requireStep(call: Call, user: UserId, step: Step): CallPerson {
  const verdict = STEPS[step][standingOf(call, user)]
  if (verdict !== 'allowed') throw new DomainError(verdict)
  const person = personIn(call, user)
  if (!person) throw new DomainError('CALL_NOT_FOUND')
  if (step === 'host' && !person.isHost) throw new DomainError('FORBIDDEN')
  return person
}

/** A device of somebody who is called rings. Undefined: one has before, or they are called no more. */
export function ring(call: Call, user: UserId): Call | undefined {
  const person = personIn(call, user)
  if (call.end || person?.stage !== 'rings' || person.hasRung) return undefined
  return withPerson(call, user, { hasRung: true })
}

/** @throws CALL_ANSWERED, CALL_NOT_FOUND, FORBIDDEN */
export function answer(call: Call, user: UserId, connection: ConnectionId, now: Millis): Call {
  requireStep(call, user, 'answer')
  const change = { stage: 'in', ringsUntil: null, connection, joinedAt: now, awayUntil: null } as const
  return { ...withPerson(call, user, change), acceptedAt: call.acceptedAt ?? now }
}

/** @throws CALL_ANSWERED, CALL_NOT_FOUND, FORBIDDEN */
export function refuse(call: Call, user: UserId, now: Millis): Call {
  requireStep(call, user, 'refuse')
  return without(call, user, 'rejected', user, now)
}

/** Whoever calls takes it back, whoever rings refuses, whoever talks hangs up. @throws CALL_NOT_FOUND */
export function leave(call: Call, user: UserId, now: Millis): Call {
  requireStep(call, user, 'leave')
  const standing = standingOf(call, user)
  if (standing === 'rings') return refuse(call, user, now)
  return without(call, user, standing === 'calls' ? 'cancelled' : 'hangup', user, now)
}

/** The connection by which somebody is in the call is lost. Undefined: they are in it by another one. */
export function lose(call: Call, user: UserId, connection: ConnectionId, now: Millis): Call | undefined {
  const person = personIn(call, user)
  if (call.end || person?.stage !== 'in' || person.connection !== connection || person.awayUntil !== null)
    return undefined
  const isCalling = call.acceptedAt === null
  return withPerson(call, user, { awayUntil: now + (isCalling ? CALLER_BACK_MS : BACK_TO_CALL_MS) })
}

/** Somebody goes on with the call by this connection. @throws CALL_NOT_FOUND, CALL_NOT_ANSWERED */
export function resume(call: Call, user: UserId, connection: ConnectionId): Call {
  requireStep(call, user, 'resume')
  return withPerson(call, user, { connection, awayUntil: null })
}

/** Those who are called are told the placer's offer with the call. */
export function noteOffer(call: Call): Call | undefined {
  return call.end || call.isOfferKnown ? undefined : { ...call, isOfferKnown: true }
}

/** Two have exchanged what their media needs. Undefined: somebody did before. */
export function connect(call: Call, now: Millis): Call | undefined {
  return call.end || call.acceptedAt === null || call.connectedAt !== null
    ? undefined
    : { ...call, connectedAt: now }
}

/** Somebody else is called. Undefined: they are in it already. */
export function add(
  call: Call,
  one: Pick<CallPerson, 'user' | 'displayName'>,
  now: Millis,
): Call | undefined {
  const known = personIn(call, one.user)
  if (known && known.stage !== 'out') return undefined
  const people = [...call.people.filter(({ user }) => user !== one.user), called(one, now)]
  return { ...call, people }
}

/** Somebody would be called, and is in another call. */
export function addBusy(call: Call, one: Pick<CallPerson, 'user' | 'displayName'>, now: Millis): Call {
  const busy = { stage: 'out', ringsUntil: null, out: { why: 'busy', at: now } } as const
  const people = [...call.people.filter(({ user }) => user !== one.user), { ...called(one, now), ...busy }]
  return { ...call, people }
}

/** A host takes somebody out. Undefined: they are not in it. */
export function remove(call: Call, user: UserId, now: Millis): Call | undefined {
  const person = personIn(call, user)
  if (!person || person.stage === 'out') return undefined
  return without(call, user, 'removed', user, now)
}

/** The call is over for everybody. */
export function finish(call: Call, why: CallEnd, by: UserId | null, now: Millis): Call {
  return call.end ? call : { ...call, end: { why, by, at: now } }
}

/** What time alone changes: whom nobody answers, and who does not come back. */
export function expire(call: Call, now: Millis): Call {
  let after = call
  for (const { user, ringsUntil, awayUntil } of call.people) {
    if (after.end) return after
    if (ringsUntil !== null && ringsUntil <= now) after = without(after, user, 'missed', null, now)
    else if (awayUntil !== null && awayUntil <= now) after = without(after, user, 'disconnected', user, now)
  }
  return after
}

/**
 * Somebody is out. A call of two is over with that; one of a group when one is left and nobody rings any more.
 *
 * @param by - who ends the call by it; null: time does
 */
function without(call: Call, user: UserId, why: CallEnd, by: UserId | null, now: Millis): Call {
  const gone = {
    stage: 'out',
    ringsUntil: null,
    awayUntil: null,
    hasHandUp: false,
    out: { why, at: now },
  } as const
  const after = withPerson(call, user, gone)
  const inside = after.people.filter(({ stage }) => stage === 'in')
  const isRinging = after.people.some(({ stage }) => stage === 'rings')
  const goesOn = call.isGroup && inside.length > 0 && (inside.length > 1 || isRinging)
  return goesOn ? withHost(after) : finish(after, why, by, now)
}

/** A group whose hosts have gone is hosted by who has been in it the longest. */
function withHost(call: Call): Call {
  const inside = call.people.filter(({ stage }) => stage === 'in')
  if (inside.some(({ isHost }) => isHost)) return call
  const [next] = inside.toSorted((a, b) => (a.joinedAt ?? 0) - (b.joinedAt ?? 0))
  return next ? withPerson(call, next.user, { isHost: true }) : call
}
