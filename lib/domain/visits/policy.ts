import type { Actor } from '../accounts'
import { isPermitted } from '../permissions'
import type { Participant, ParticipantState, Visit } from './visit'

type Asker = Pick<Actor, 'userId' | 'tenantId' | 'role'>

/** How one person stands to a visit. */
export interface Standing {
  readonly visit: Pick<Visit, 'tenantId' | 'host' | 'hasWaitingRoom' | 'endedAt'>
  /** Null: they are not of it. */
  readonly state: ParticipantState | null
  /** They and the host never meet: either blocked the other. */
  readonly isCutOff: boolean
}

/** `absent`: as if there were none. `over`: it is, and the person was not in it. `waits`: until the host admits them. */
export type EntryVerdict = 'absent' | 'over' | 'waits' | 'enters'

/** What becomes of somebody who comes to a visit. */
export function judgeEntry(actor: Asker, { visit, state, isCutOff }: Standing): EntryVerdict {
  if (!isOfIt(actor, visit, state) || isCutOff) return 'absent'
  if (state === 'admitted') return 'enters'
  if (visit.endedAt !== null) return 'over'
  return visit.hasWaitingRoom ? 'waits' : 'enters'
}

/** Whether somebody may admit people to a visit and end it; a participant learns that it takes its host. */
export function judgeHosting(
  actor: Asker,
  { visit, state, isCutOff }: Standing,
): 'allowed' | 'absent' | 'forbidden' {
  if (!isOfIt(actor, visit, state) || isCutOff) return 'absent'
  return visit.host === actor.userId && isPermitted(actor.role, 'visits.host') ? 'allowed' : 'forbidden'
}

/** Whether somebody may invite people to a visit and withdraw an invitation: its host, and people in it who may host visits themselves. */
export function judgeInviting(
  actor: Asker,
  { visit, state, isCutOff }: Standing,
): 'allowed' | 'absent' | 'forbidden' {
  if (!isOfIt(actor, visit, state) || isCutOff) return 'absent'
  return state === 'admitted' && isPermitted(actor.role, 'visits.host') ? 'allowed' : 'forbidden'
}

/** Those whom a participant sees: who waits, or has not come yet, learns of nobody but the host and themselves. */
export function shownTo(
  user: string,
  { host }: Pick<Visit, 'host'>,
  participants: readonly Participant[],
): readonly Participant[] {
  const isIn = participants.some((one) => one.user === user && one.state === 'admitted')
  return isIn ? participants : participants.filter((one) => one.user === user || one.user === host)
}

const isOfIt = (actor: Asker, visit: Pick<Visit, 'tenantId'>, state: ParticipantState | null) =>
  visit.tenantId === actor.tenantId && state !== null && isPermitted(actor.role, 'chat.access')
