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
  const text = override?.text ?? message
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

/** What to answer for anything thrown: refusals as they are, bugs as an internal error after `report`. */
export function asRefusal(error: unknown, report: (error: unknown) => void): DomainError {
  if (isDomainError(error)) return error
  report(error)
  return new DomainError(isUnreachable(error) ? 'UNAVAILABLE' : 'INTERNAL_ERROR')
}

/** The REST envelope of a refusal. */
export function refusalBody(error: DomainError) {
  const { code, description } = ERRORS[error.reason]
  const { retryAfter, bannedUntil, field } = error.details
  return {
    success: false,
    error: {
      code,
      message: error.reason satisfies ErrorName,
      description: error.details.description ?? description,
      ...(field === undefined ? {} : { field }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(bannedUntil === undefined
        ? {}
        : { bannedUntil: bannedUntil && new Date(bannedUntil).toISOString() }),
    },
  }
}

/** Codes of a database that is away for the moment: trying again makes sense. */
const AWAY: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'P1001',
  'P1002',
  'P1017',
  'P2024',
])

/** The same in the words of the database's driver, for queries that have no code of their own. */
const AWAY_KINDS: ReadonlySet<unknown> = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
])

/**
 * SQLSTATE classes of a database that works, but not now: connections (08), resources such as disk and
 * memory (53), and an operator's hand (57P: it starts, ends, or crashed).
 *
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const PASSING_STATE = /^(?:08|53)[0-9A-Z]{3}$|^57P0[1-5]$/

function isUnreachable(error: unknown): boolean {
  // What breaks a commit comes as the adapter's own error, not wrapped in one of the client's.
  const own = partOf(partOf(error, 'meta'), 'driverAdapterError') ?? error
  const cause = partOf(own, 'cause')
  const codes = [partOf(error, 'code'), partOf(cause, 'code'), partOf(cause, 'originalCode')]
  if (codes.some((code) => AWAY.has(code) || PASSING_STATE.test(String(code)))) return true
  return AWAY_KINDS.has(partOf(cause, 'kind'))
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
