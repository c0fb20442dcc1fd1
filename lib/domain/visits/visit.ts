import type { ConversationId, Millis, TenantId, UserId, VisitId } from '../ids'

/** People whom a host meets at a time. Who is admitted is a member of its conversation. */
export interface Visit {
  readonly id: VisitId
  readonly tenantId: TenantId
  /** Who made it and admits to it; null: the account has gone. */
  readonly host: UserId | null
  readonly conversation: ConversationId
  /** Null: it is whenever its people are there. */
  readonly scheduledAt: Millis | null
  /** Without one everybody invited is admitted from the start. */
  readonly hasWaitingRoom: boolean
  readonly createdAt: Millis
  readonly endedAt: Millis | null
}

export const PARTICIPANT_STATES = ['invited', 'waiting', 'admitted'] as const
export type ParticipantState = (typeof PARTICIPANT_STATES)[number]

/** A person of a visit. */
export interface Participant {
  readonly user: UserId
  readonly displayName: string | null
  readonly role: string
  readonly state: ParticipantState
  /** Of those who wait. */
  readonly waitingSince: Millis | null
}

/** Somebody in the waiting room; their position is their index there, from 1. */
export interface WaitingPerson {
  readonly user: UserId
  readonly displayName: string | null
  readonly since: Millis
  /** Their connection is lost since then, and they keep their position for a while. */
  readonly awaySince: Millis | null
}

/** Who waits, before and after something changed. */
export interface QueueChange {
  readonly before: readonly UserId[]
  readonly queue: readonly WaitingPerson[]
  /** Grows with every change of the visit's waiting room. */
  readonly revision: number
}

export const VISIT_PHASES = ['coming', 'now', 'over'] as const
export type VisitPhase = (typeof VISIT_PHASES)[number]

/** Bounds of what visits may take up. */
export const VISIT_BOUNDS = {
  /** Of one visit, without its host. */
  participants: 100,
  /** That a person hosts and that are not over. */
  openOfHost: 200,
  /** How far ahead one may be scheduled. */
  aheadMs: 366 * 24 * 60 * 60_000,
  /** Names that a list shows of each. */
  namesInList: 5,
} as const

/** Who loses the connection keeps their position this long: a phone that changes networks, or is taken to another room. */
export const KEEPS_POSITION_MS: Millis = 30_000

const KEY = 'visit:'
const WAITING_ROOM = 'waiting-room:'

/** The key of a visit's conversation, which is also its room's name. */
export const visitKey = (id: VisitId) => `${KEY}${id}`

/** The visit that a room's name stands for; undefined: the room is of another kind. */
export const visitNamed = (room: string): VisitId | undefined =>
  room.startsWith(KEY) && room.length > KEY.length ? room.slice(KEY.length) : undefined

/** A waiting room is looked at as a conversation is, by a name that no conversation has. */
export const waitingRoomOf = (id: VisitId): ConversationId => `${WAITING_ROOM}${id}`

/** The visit whose waiting room it is; undefined: it is a conversation. */
export const visitOfWaitingRoom = (viewed: ConversationId): VisitId | undefined =>
  viewed.startsWith(WAITING_ROOM) ? viewed.slice(WAITING_ROOM.length) : undefined

/** Where a visit is in time. */
export function phaseOf(
  { scheduledAt, endedAt }: Pick<Visit, 'scheduledAt' | 'endedAt'>,
  now: Millis,
): VisitPhase {
  if (endedAt !== null) return 'over'
  return scheduledAt !== null && scheduledAt > now ? 'coming' : 'now'
}

/** From 1; null: the person does not wait. */
export function positionIn(queue: readonly WaitingPerson[], user: UserId): number | null {
  const index = queue.findIndex((one) => one.user === user)
  return index < 0 ? null : index + 1
}

/** Those who wait and whose position is another one than before. */
export function movedIn({ before, queue }: QueueChange): readonly { user: UserId; position: number }[] {
  return queue.flatMap(({ user }, index) => (before[index] === user ? [] : [{ user, position: index + 1 }]))
}
