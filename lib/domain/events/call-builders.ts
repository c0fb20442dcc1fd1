import { type Call, type CallEnd, othersIn } from '../calls/call'
import type { ConnectionId, Millis, UserId } from '../ids'
import type { MediaSignal, Opaque } from '../media/signalling'
import { toUser } from '../topics'
import type { DomainEventOf } from './domain-event'

export const callPlaced = (call: Call, at: Millis): DomainEventOf<'call.placed'> => ({
  type: 'call.placed',
  call,
  at,
  audience: [toUser(call.placer)],
})

export const callIncoming = (
  call: Call,
  to: UserId,
  {
    offer,
    connection,
    at,
  }: { offer: Opaque | null | undefined; connection: ConnectionId | null; at: Millis },
): DomainEventOf<'call.incoming'> => ({
  type: 'call.incoming',
  call,
  to,
  offer,
  connection,
  at,
  audience: [toUser(to)],
})

export const callOffered = (
  call: Call,
  to: UserId,
  offer: Opaque | null,
  at: Millis,
): DomainEventOf<'call.offered'> => ({ type: 'call.offered', call, to, offer, at, audience: [toUser(to)] })

export const callRinging = (call: Call, to: UserId, at: Millis): DomainEventOf<'call.ringing'> => ({
  type: 'call.ringing',
  call,
  to,
  at,
  audience: [toUser(call.placer)],
})

export const callTaken = (call: Call, by: UserId, at: Millis): DomainEventOf<'call.taken'> => ({
  type: 'call.taken',
  call,
  by,
  at,
  audience: [toUser(by)],
})

/** For everybody else who is in the call. */
export const callAnswered = (
  call: Call,
  by: UserId,
  answer: Opaque | null,
  at: Millis,
): DomainEventOf<'call.answered'> => ({
  type: 'call.answered',
  call,
  by,
  answer,
  at,
  audience: othersIn(call, by).map(({ user }) => toUser(user)),
})

export const callRefused = (
  call: Call,
  { by, connection, reason }: { by: UserId; connection: ConnectionId | null; reason: string | null },
  at: Millis,
): DomainEventOf<'call.refused'> => ({
  type: 'call.refused',
  call,
  by,
  connection,
  reason,
  at,
  audience: [toUser(call.placer), toUser(by)],
})

export const callLeft = (call: Call, user: UserId, why: CallEnd, at: Millis): DomainEventOf<'call.left'> => ({
  type: 'call.left',
  call,
  user,
  why,
  at,
  audience: [user, ...othersIn(call, user).map((one) => one.user)].map(toUser),
})

/** @param people - those who were in it or called by it until then; whom it was busy for learns nothing */
export const callEnded = (
  call: Call,
  why: CallEnd,
  people: readonly UserId[],
  at: Millis,
): DomainEventOf<'call.ended'> => ({ type: 'call.ended', call, why, at, audience: people.map(toUser) })

export const callSignal = (
  call: Call,
  signal: MediaSignal,
  {
    to,
    connection,
    isAnswerOfCall = false,
  }: { to: UserId; connection: ConnectionId; isAnswerOfCall?: boolean },
  at: Millis,
): DomainEventOf<'call.signal'> => ({
  type: 'call.signal',
  call,
  signal,
  to,
  connection,
  isAnswerOfCall,
  at,
  audience: [toUser(to)],
})

export const muteAsked = (
  call: Call,
  by: UserId,
  whom: UserId | null,
  at: Millis,
): DomainEventOf<'call.mute-asked'> => ({
  type: 'call.mute-asked',
  call,
  by,
  whom,
  at,
  audience: toOthers(call, by).filter((topic) => whom === null || topic === toUser(whom)),
})

export const callLocked = (call: Call, by: UserId, at: Millis): DomainEventOf<'call.locked'> => ({
  type: 'call.locked',
  call,
  by,
  at,
  audience: toOthers(call, by),
})

export const handRaised = (
  call: Call,
  user: UserId,
  isUp: boolean,
  at: Millis,
): DomainEventOf<'call.hand'> => ({ type: 'call.hand', call, user, isUp, at, audience: toOthers(call, user) })

const toOthers = (call: Call, user: UserId) => othersIn(call, user).map((one) => toUser(one.user))
