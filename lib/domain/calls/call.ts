import type { CallId, ConnectionId, Millis, TenantId, UserId, VisitId } from '../ids'

/** A call that nobody answers is missed after this. */
const RING_MS: Millis = 30_000
/** Whoever is in a call and loses their connection may come back this long. */
export const BACK_TO_CALL_MS: Millis = 30_000
/** And whoever calls and has not been answered yet, this long. */
export const CALLER_BACK_MS: Millis = 10_000

export const CALL_TYPES = ['audio', 'video'] as const
export type CallType = (typeof CALL_TYPES)[number]

/** @see spec/telehealth.md "Call States" */
export const CALL_STATES = [
  'initiating',
  'ringing',
  'accepted',
  'in_progress',
  'ended',
  'rejected',
  'missed',
  'failed',
] as const
export type CallState = (typeof CALL_STATES)[number]

/** Why somebody is out of a call, and why a call is over. */
export const CALL_ENDS = [
  'hangup',
  'cancelled',
  'missed',
  'rejected',
  'busy',
  'removed',
  'disconnected',
  'failed',
] as const
export type CallEnd = (typeof CALL_ENDS)[number]

/** `rings`: called, without an answer. `in`: whoever called, and whoever has answered. */
export type CallStage = 'rings' | 'in' | 'out'

export interface CallPerson {
  readonly user: UserId
  readonly displayName: string | null
  readonly stage: CallStage
  /** A device of theirs has rung. */
  readonly hasRung: boolean
  /** Of who rings: until when. */
  readonly ringsUntil: Millis | null
  /** By which they are in it: signals go there alone. */
  readonly connection: ConnectionId | null
  /** Null: here. Else the end of the time to come back. */
  readonly awayUntil: Millis | null
  readonly joinedAt: Millis | null
  /** How they went; null: they have not. */
  readonly out: { readonly why: CallEnd; readonly at: Millis } | null
  /** Who may add and remove people, and end the call for all. */
  readonly isHost: boolean
  readonly hasHandUp: boolean
}

/** A call while it goes on, and as it ended. */
export interface Call {
  readonly id: CallId
  readonly tenantId: TenantId
  readonly callType: CallType
  readonly isGroup: boolean
  readonly placer: UserId
  /** The placer gave an offer with the call, and takes the answer with the acceptance. */
  readonly takesAnswer: boolean
  /** The placer's offer was told with the call: an answer to the call may answer it. */
  readonly isOfferKnown: boolean
  /** The visit in which it takes place. */
  readonly visit: VisitId | null
  /** The placer first. */
  readonly people: readonly CallPerson[]
  readonly placedAt: Millis
  /** When the first of those who were called answered. */
  readonly acceptedAt: Millis | null
  /** When two of its people had exchanged what their media needs. */
  readonly connectedAt: Millis | null
  /** Nobody else is let in. */
  readonly isLocked: boolean
  readonly end: { readonly why: CallEnd; readonly by: UserId | null; readonly at: Millis } | null
}

export interface NewCall extends Pick<
  Call,
  'id' | 'tenantId' | 'callType' | 'isGroup' | 'takesAnswer' | 'visit'
> {
  readonly placer: { readonly user: UserId; readonly displayName: string | null }
  /** Null: the placer is in it once they come. */
  readonly connection: ConnectionId | null
  readonly called: readonly { readonly user: UserId; readonly displayName: string | null }[]
}

const NOBODY: Omit<CallPerson, 'user' | 'displayName'> = {
  stage: 'rings',
  hasRung: false,
  ringsUntil: null,
  connection: null,
  awayUntil: null,
  joinedAt: null,
  out: null,
  isHost: false,
  hasHandUp: false,
}

export const called = (one: Pick<CallPerson, 'user' | 'displayName'>, now: Millis): CallPerson => ({
  ...NOBODY,
  ...one,
  ringsUntil: now + RING_MS,
})

/** A call as it begins: nobody's device rings yet. */
export function place({ placer, connection, called: others, ...about }: NewCall, now: Millis): Call {
  const awayUntil = connection === null ? now + BACK_TO_CALL_MS : null
  const here = { stage: 'in', connection, awayUntil, joinedAt: now, isHost: true } as const
  const own = { ...NOBODY, ...placer, ...here }
  return {
    ...about,
    placer: placer.user,
    people: [own, ...others.map((one) => called(one, now))],
    isOfferKnown: about.takesAnswer,
    placedAt: now,
    acceptedAt: null,
    connectedAt: null,
    isLocked: false,
    end: null,
  }
}

export const personIn = (call: Call, user: UserId): CallPerson | undefined =>
  call.people.find((one) => one.user === user)

/** The others of a call who have not gone. */
export const othersIn = (call: Call, user: UserId): readonly CallPerson[] =>
  call.people.filter((one) => one.user !== user && one.stage !== 'out')

/** The call with one person changed. */
export function withPerson(call: Call, user: UserId, change: Partial<CallPerson>): Call {
  return { ...call, people: call.people.map((one) => (one.user === user ? { ...one, ...change } : one)) }
}

const FINAL: Partial<Record<CallEnd, CallState>> = {
  rejected: 'rejected',
  missed: 'missed',
  failed: 'failed',
}

/** The one state that all contracts spell. @see contracts, section 5 */
export function stateOf({ end, connectedAt, acceptedAt, people }: Call): CallState {
  if (end) return FINAL[end.why] ?? 'ended'
  if (connectedAt !== null) return 'in_progress'
  if (acceptedAt !== null) return 'accepted'
  return people.some(({ hasRung }) => hasRung) ? 'ringing' : 'initiating'
}

/** Whole seconds since it was accepted; 0 before. */
export function durationOf({ acceptedAt, end }: Call, now: Millis): number {
  return acceptedAt === null ? 0 : Math.max(0, Math.floor(((end?.at ?? now) - acceptedAt) / 1_000))
}

/** When the call changes if nothing happens; Infinity: never. */
export function deadlineOf({ end, people }: Call): Millis {
  if (end) return -Infinity
  return Math.min(
    ...people.flatMap(({ ringsUntil, awayUntil }) => [ringsUntil ?? Infinity, awayUntil ?? Infinity]),
  )
}

/** People with a picture that each can send to all others; half as many again without. */
export const meshRoom = (callType: CallType, max: number): number =>
  callType === 'video' ? max : Math.floor(1.5 * max)

/** Whether two of its people talk, or could: from the first answer on. */
export const isTalking = (call: Call, user: UserId): boolean =>
  call.end === null && call.acceptedAt !== null && personIn(call, user)?.stage === 'in'
