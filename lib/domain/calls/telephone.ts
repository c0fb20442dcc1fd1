import type { CallId, Millis, TenantId, UserId } from '../ids'

/** @see spec/call-status.md "Call Status Events" */
export const TELEPHONE_STATUSES = ['initiated', 'ringing', 'in-progress', 'ended', 'failed'] as const
export type TelephoneStatus = (typeof TELEPHONE_STATUSES)[number]

/** A call to a telephone number, which a provider makes. */
export interface TelephoneCall {
  readonly id: CallId
  readonly tenantId: TenantId
  readonly placer: UserId
  /** E.164. */
  readonly customerNumber: string
  /** Who speaks for the caller, as the provider knows it; null: its own choice. */
  readonly assistantId: string | null
  readonly status: TelephoneStatus
  /** In the provider's words; null: it has not ended, or it did not say. */
  readonly endedReason: string | null
  readonly placedAt: Millis
  readonly answeredAt: Millis | null
  readonly endedAt: Millis | null
}

/** What a provider says became of a call. */
export interface TelephoneStep {
  readonly status: TelephoneStatus
  readonly endedReason: string | null
}

const ORDER: Readonly<Record<TelephoneStatus, number>> = {
  initiated: 0,
  ringing: 1,
  'in-progress': 2,
  ended: 3,
  failed: 3,
}

/** The call after a step. Undefined: it was as far before, as after a message that comes twice, or late. */
export function advance(
  call: TelephoneCall,
  { status, endedReason }: TelephoneStep,
  at: Millis,
): TelephoneCall | undefined {
  if (ORDER[status] <= ORDER[call.status]) return undefined
  const isOver = ORDER[status] === ORDER.ended
  return {
    ...call,
    status,
    endedReason: isOver ? endedReason : null,
    answeredAt: call.answeredAt ?? (status === 'in-progress' ? at : null),
    endedAt: isOver ? at : null,
  }
}

/** Whole seconds since it was answered; 0: it was not. */
export function secondsOf({ answeredAt, endedAt }: TelephoneCall, now: Millis): number {
  return answeredAt === null ? 0 : Math.max(0, Math.floor(((endedAt ?? now) - answeredAt) / 1_000))
}
