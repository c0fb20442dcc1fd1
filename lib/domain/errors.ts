import type { Millis } from './ids'
import type { FactorMethod } from './second-factor'

/**
 * The one registry of refusals. Every contract writes them in its own form; code, name and status are the same everywhere.
 *
 * Codes 1001–1003, 2001, 2002, 3001, 3002, 4001 and 5001 are the document's (spec/omegoo.md "Error Codes");
 * the others continue its ranges: 1xxx account, 2xxx authorization, 3xxx sessions, 4xxx payments, 5xxx content, 9xxx the rest.
 */
export const ERRORS = {
  INVALID_AGE: { code: 1001, status: 400, description: 'User is under 18 years old' },
  DEVICE_BANNED: { code: 1002, status: 403, description: 'Device is banned from platform' },
  RATE_LIMIT_EXCEEDED: { code: 1003, status: 429, description: 'Too many requests' },
  WEAK_DEVICE_ID: {
    code: 1004,
    status: 400,
    description: 'The device id must be 16 to 256 characters with at least 6 different ones',
  },
  DEVICE_REGISTERED: { code: 1005, status: 409, description: 'This device has an account already: log in' },
  CONSENT_REQUIRED: { code: 1006, status: 400, description: 'Terms and privacy must both be accepted' },
  EMAIL_REGISTERED: { code: 1007, status: 409, description: 'This e-mail address has an account already' },
  INVALID_CREDENTIALS: { code: 1008, status: 401, description: 'These credentials belong to no account' },
  ACCOUNT_BANNED: { code: 1009, status: 403, description: 'This account is banned from platform' },
  INVALID_LINK: { code: 1010, status: 400, description: 'This link is invalid or has expired' },
  INVALID_CODE: { code: 1011, status: 400, description: 'This code is wrong or has expired' },
  PHONE_REGISTERED: { code: 1012, status: 409, description: 'This number belongs to another account' },
  ALREADY_UPGRADED: { code: 1013, status: 409, description: 'This account has a verified e-mail address' },
  SECOND_FACTOR_REQUIRED: {
    code: 1014,
    status: 401,
    description: 'Send a code of the authenticator app, a recovery code or a passkey as well',
  },
  SECOND_FACTOR_MISSING: {
    code: 1015,
    status: 403,
    description: 'This account has to set up a second factor first',
  },
  SECOND_FACTOR_SET: { code: 1017, status: 409, description: 'This is set up already' },
  AGE_NOT_ASSURED: { code: 1018, status: 403, description: 'Your age has to be confirmed first' },
  PASSKEY_REFUSED: { code: 1019, status: 400, description: 'This passkey was not accepted: try again' },
  ALREADY_APPEALED: { code: 1016, status: 409, description: 'This ban has been appealed already' },
  INVALID_TOKEN: { code: 2001, status: 401, description: 'JWT token is invalid or expired' },
  INSUFFICIENT_TIER: { code: 2002, status: 403, description: 'User tier too low for action' },
  AUTHENTICATION_REQUIRED: { code: 2003, status: 401, description: 'Authentication required' },
  FORBIDDEN: { code: 2004, status: 403, description: 'This account may not do that' },
  ORIGIN_REFUSED: { code: 2005, status: 403, description: 'Requests from this origin are not allowed' },
  ALREADY_AUTHENTICATED: {
    code: 2006,
    status: 409,
    description: 'This connection belongs to another account',
  },
  ACCOUNT_CHANGED: {
    code: 2007,
    status: 409,
    description: 'Somebody else is signed in here now: load the page again',
  },
  UNKNOWN_TENANT_KEY: { code: 2008, status: 403, description: 'This tenant key is wrong, or was revoked' },
  AGE_ASSURED: { code: 2010, status: 409, description: 'Your age is confirmed already' },
  TOO_MANY_TENANTS: { code: 2009, status: 409, description: 'There are as many as there can be' },
  NO_MATCH_FOUND: { code: 3001, status: 404, description: 'No matching partner available' },
  SESSION_NOT_FOUND: { code: 3002, status: 404, description: "Chat session doesn't exist" },
  ALREADY_IN_SESSION: { code: 3003, status: 409, description: 'End the current chat session first' },
  USER_NOT_FOUND: { code: 3004, status: 404, description: 'No such user' },
  BUSY: { code: 3005, status: 409, description: 'busy' },
  TOO_MANY_PARTICIPANTS: { code: 3006, status: 409, description: 'There is no room for so many people' },
  CONVERSATION_NOT_FOUND: { code: 3007, status: 404, description: 'No such conversation' },
  TOO_MANY_CONVERSATIONS: { code: 3008, status: 409, description: 'There are as many as there can be' },
  VISIT_OVER: { code: 3009, status: 409, description: 'This visit is over' },
  NOBODY_WAITS: { code: 3010, status: 409, description: 'Nobody is waiting' },
  ALREADY_ADMITTED: { code: 3011, status: 409, description: 'This person is in the visit already' },
  CALL_NOT_FOUND: { code: 3012, status: 404, description: 'No such call' },
  CALL_ANSWERED: { code: 3013, status: 409, description: 'This call has been answered already' },
  CALL_NOT_ANSWERED: { code: 3014, status: 409, description: 'Answer this call first' },
  CALL_LOCKED: { code: 3015, status: 409, description: 'Nobody else is let into this call' },
  PAYMENT_FAILED: { code: 4001, status: 402, description: 'Payment processing failed' },
  ORDER_NOT_FOUND: { code: 4002, status: 404, description: 'No such order' },
  PAYMENT_METHOD_UNAVAILABLE: {
    code: 4003,
    status: 409,
    description: 'One cannot pay this way here',
  },
  INSUFFICIENT_COINS: { code: 4004, status: 402, description: 'There are not enough coins for that' },
  INVALID_SIGNATURE: { code: 4005, status: 401, description: 'The signature is not the provider’s' },
  NOTHING_TO_REFUND: { code: 4006, status: 409, description: 'There is no money of this order to send back' },
  SPENDING_KEY_USED: { code: 4007, status: 409, description: 'This key stands for another purchase' },
  MUTED: {
    code: 5008,
    status: 403,
    description:
      'Words that are not welcome here were used several times: you can write again in a few minutes',
  },
  CONTENT_VIOLATION: { code: 5001, status: 422, description: 'Content violates community guidelines' },
  INVALID_MESSAGE: { code: 5002, status: 400, description: 'Invalid message content' },
  MESSAGE_TOO_LONG: { code: 5003, status: 400, description: 'Message too long (max 1000 characters)' },
  FILE_LIMIT_REACHED: {
    code: 5007,
    status: 429,
    description: 'Too many files for now: send or wait before you upload more',
  },
  UPLOAD_ELSEWHERE: {
    code: 5009,
    status: 409,
    description: 'The upload is not there: ask how much of it has arrived, and go on from there',
  },
  INVALID_REQUEST: { code: 9001, status: 400, description: 'The request does not have the documented form' },
  NOT_FOUND: { code: 9002, status: 404, description: 'There is nothing at this address' },
  METHOD_NOT_ALLOWED: { code: 9003, status: 405, description: 'This address does not take that method' },
  PAYLOAD_TOO_LARGE: { code: 9004, status: 413, description: 'The request is too large' },
  UNSUPPORTED_MEDIA_TYPE: { code: 9005, status: 415, description: 'Send application/json' },
  UNKNOWN_EVENT: { code: 9006, status: 400, description: 'No contract has this event' },
  UNAVAILABLE: { code: 9007, status: 503, description: 'Not available right now: try again' },
  INTERNAL_ERROR: { code: 9008, status: 500, description: 'Something went wrong on our side' },
  ALREADY_DECIDED: { code: 9009, status: 409, description: 'Somebody has decided this already' },
  TOO_MANY_CONNECTIONS: { code: 9010, status: 429, description: 'too many connections' },
  TOO_MANY_SEGMENTS: { code: 9015, status: 409, description: 'Delete one of your segments first' },
  EMPTY_SEGMENT: { code: 9016, status: 400, description: 'A segment narrows figures by something' },
  INVALID_THRESHOLD: { code: 9018, status: 400, description: 'This threshold cannot be set' },
  INVALID_POLICY: { code: 9019, status: 400, description: 'This matching policy cannot be set' },
  CASE_CLAIMED: { code: 9011, status: 409, description: 'Another moderator has this case before them' },
  MATCHING_PAUSED: {
    code: 9012,
    status: 403,
    description: 'Several people reported you: meeting people pauses for some minutes',
  },
  NOT_BANNED: { code: 9013, status: 409, description: 'There is no ban' },
  OTHER_MODERATOR_NEEDED: {
    code: 9014,
    status: 403,
    description: 'Another moderator than the one who banned answers this',
  },
  OWN_CASE: {
    code: 9020,
    status: 403,
    description: 'This case is about you, or by you: another moderator handles it',
  },
} as const

export type ErrorName = keyof typeof ERRORS

/** What a refusal holds beside its name. */
export interface ErrorDetails {
  /** Seconds until trying again makes sense, rounded up. */
  readonly retryAfter?: number
  /** The methods of a path, as the `Allow` header names them (RFC 9110, 15.5.6). */
  readonly allow?: string
  /** The token was good once: another one will do. */
  readonly expired?: true
  /** When a ban ends; null: it has no end. */
  readonly bannedUntil?: Millis | null
  /** With what the second factor can be shown. */
  readonly methods?: readonly FactorMethod[]
  /** What became of the appeal against the ban; absent: there is none. */
  readonly appeal?: { readonly status: string; readonly answer: string | null }
  /** The field of the request that is refused, by its name on the wire, such as `email`. */
  readonly field?: string
  /** The words of the asking contract's document, where it has several for one refusal. */
  readonly text?: string
  /** What exactly is wrong, for the one who asked; replaces the registry's description. */
  readonly description?: string
}

/**
 * An expected refusal. Everything else that is thrown is a bug.
 *
 * Recognise it with `isDomainError`, never with `instanceof`: two module graphs live in one process.
 */
export class DomainError extends Error {
  readonly domainError = true
  constructor(
    readonly reason: ErrorName,
    readonly details: ErrorDetails = {},
  ) {
    super(details.description ?? ERRORS[reason].description)
    this.name = 'DomainError'
  }
}

/** Distinguishes an expected refusal from a bug. */
export function isDomainError(error: unknown): error is DomainError {
  return typeof error === 'object' && error !== null && 'domainError' in error && error.domainError === true
}
