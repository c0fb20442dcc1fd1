import type { CallId, Millis, TenantId, UserId, VisitId } from '../ids'
import { type Call, type CallEnd, type CallState, type CallType, stateOf } from './call'
import type { QualityMeans } from './quality'

/** What stays of a call, from its placing on: who, when, how long, how it ended. */
export interface CallRecord {
  readonly id: CallId
  readonly tenantId: TenantId
  readonly callType: CallType
  readonly isGroup: boolean
  readonly placer: UserId
  readonly visit: VisitId | null
  readonly state: CallState
  readonly why: CallEnd | null
  readonly placedAt: Millis
  readonly acceptedAt: Millis | null
  readonly endedAt: Millis | null
  readonly people: readonly CallRecordPerson[]
}

export interface CallRecordPerson {
  readonly user: UserId
  readonly joinedAt: Millis | null
  readonly leftAt: Millis | null
  /** They were called and learned of it too late. */
  readonly isMissed: boolean
}

/** A call as somebody who was in it, or called by it, sees it again. */
export interface PastCall extends Omit<CallRecord, 'people' | 'tenantId' | 'placer'> {
  /** Null: the account has gone. */
  readonly placer: UserId | null
  readonly isMissed: boolean
  readonly others: readonly { readonly user: UserId; readonly displayName: string | null }[]
  /** Of this person's own line. */
  readonly quality: QualityMeans | null
}

/** Reasons after which whoever was called finds a missed call. */
const MISSED: ReadonlySet<CallEnd> = new Set(['missed', 'cancelled', 'busy', 'disconnected', 'failed'])

export function recordOf(call: Call): CallRecord {
  const { id, tenantId, callType, isGroup, placer, visit, placedAt, acceptedAt, end } = call
  return {
    id,
    tenantId,
    callType,
    isGroup,
    placer,
    visit,
    state: stateOf(call),
    why: end?.why ?? null,
    placedAt,
    acceptedAt,
    endedAt: end?.at ?? null,
    people: call.people.map(({ user, joinedAt, out }) => {
      const why = out?.why ?? end?.why
      return {
        user,
        joinedAt,
        leftAt: joinedAt === null ? null : (out?.at ?? end?.at ?? null),
        isMissed: joinedAt === null && why !== undefined && MISSED.has(why),
      }
    }),
  }
}
