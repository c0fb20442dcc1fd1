import type { ErrorFamily } from '@/lib/contracts/kit'
import { forms } from '@/lib/contracts/refusal-forms'
import { DomainError, type ErrorName, ERRORS, isDomainError } from '@/lib/domain/errors'

/** A refusal in a contract's words. */
export interface Refusal {
  readonly event: string
  readonly payload: unknown
  readonly ack: { success: false; error: string; code: number; retryAfter?: number }
}

/** The refusals of events that no contract has. */
export const UNKNOWN_FAMILY: ErrorFamily = { event: 'error', form: forms.object, always: true }

/** Likewise on a raw WebSocket, where it may as well be no frame at all. @see spec/call-status.md "Error Message" */
export const UNKNOWN_FRAME_FAMILY: ErrorFamily = {
  event: 'error',
  form: forms.frame,
  overrides: { UNKNOWN_EVENT: { text: 'Invalid message format' } },
}

/** Spells a refusal as the family of events does that the client used. */
export function formatRefusal(family: ErrorFamily, { reason, message, details }: DomainError): Refusal {
  const override = family.overrides?.[reason]
  const text = details.text ?? override?.text ?? message
  const { code } = ERRORS[reason]
  const event = override?.event ?? family.event
  const numbers = { code, ...(details.retryAfter === undefined ? {} : { retryAfter: details.retryAfter }) }
  const write = override?.form ?? family.form
  return {
    event,
    payload: write({ event, text, ...numbers }),
    ack: { success: false, error: text, ...numbers },
  }
}

/**
 * What to answer for anything thrown: refusals as they are; after `report`, an outage of what an adapter stands on (known by its
 * code, since two module graphs live in one process) as one to be tried again, and a bug as an internal error.
 */
export function asRefusal(error: unknown, report: (error: unknown) => void): DomainError {
  if (isDomainError(error)) return error
  report(error)
  return new DomainError(codeOf(error) === 'UNAVAILABLE' ? 'UNAVAILABLE' : 'INTERNAL_ERROR')
}

/** The REST envelope of a refusal. */
export function refusalBody(error: DomainError) {
  const { code, description } = ERRORS[error.reason]
  const { retryAfter, bannedUntil, appeal, field, methods } = error.details
  return {
    success: false,
    error: {
      code,
      message: error.reason satisfies ErrorName,
      description: error.details.description ?? description,
      ...(field === undefined ? {} : { field }),
      ...(methods === undefined ? {} : { methods }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(bannedUntil === undefined
        ? {}
        : { bannedUntil: bannedUntil && new Date(bannedUntil).toISOString() }),
      ...(appeal === undefined ? {} : { appeal }),
    },
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
