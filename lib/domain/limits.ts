import type { Millis } from './ids'

/**
 * A sliding window: at most `max` of them in any `windowMs`.
 *
 * `per` is whose count it is: the client's address (IPv6 by /64), its range (IPv4 by /24, IPv6 by /48), the account, the login, the account that
 * a credential request names (known or not), or the one live connection. Requests that name an account by its address
 * of mail count apart where that account signed in lately: by device, or by address.
 */
export interface Limit {
  readonly max: number
  readonly windowMs: Millis
  readonly per: 'address' | 'range' | 'account' | 'login' | 'named-account' | 'connection'
  /** One count over all endpoints that have it. */
  readonly isOneCount?: true
}

const MINUTE: Millis = 60_000

/** How long a device and an address stay known after a sign-in. */
export const KNOWN_FOR_MS: Millis = 30 * 24 * 60 * MINUTE

/**
 * @see spec/omegoo.md "Rate Limits", "Ultra-Fast Text Chat System" and the project's additions for what the
 * document leaves open (joins, typing, everything else), which an honest client never meets.
 */
export const LIMITS = {
  credentials: { max: 5, windowMs: MINUTE, per: 'address' },
  credentialsOfAccount: { max: 5, windowMs: MINUTE, per: 'named-account' },
  /** Wherever a password is shown without a login: whoever guesses has as many tries as at one place. */
  passwordGuesses: { max: 5, windowMs: MINUTE, per: 'named-account', isOneCount: true },
  /** A school registers some dozens in an hour; who has a whole range of addresses makes no more. */
  registrationsOfRange: { max: 60, windowMs: 10 * MINUTE, per: 'range' },
  refresh: { max: 30, windowMs: MINUTE, per: 'login' },
  findMatch: { max: 10, windowMs: MINUTE, per: 'address' },
  findMatchOfAccount: { max: 10, windowMs: MINUTE, per: 'account' },
  report: { max: 3, windowMs: 5 * MINUTE, per: 'address' },
  reportOfAccount: { max: 3, windowMs: 5 * MINUTE, per: 'account' },
  codes: { max: 5, windowMs: 60 * MINUTE, per: 'account' },
  codesOfPhone: { max: 5, windowMs: 60 * MINUTE, per: 'named-account' },
  codeTries: { max: 10, windowMs: MINUTE, per: 'account' },
  /** Of those who are in already. Per login, so that the thief of a token does not use up its owner's. */
  passwordTries: { max: 5, windowMs: MINUTE, per: 'login' },
  /** Codes and passkeys beside a password: three in a million are good at a time, and an attacker has the password already. */
  secondFactorTries: { max: 5, windowMs: 15 * MINUTE, per: 'account' },
  verificationMails: { max: 5, windowMs: 60 * MINUTE, per: 'account' },
  /** One for each session that somebody looks at. */
  receipts: { max: 60, windowMs: MINUTE, per: 'account' },
  /** Each one costs at the provider. */
  ageChecks: { max: 5, windowMs: 60 * MINUTE, per: 'account' },
  ageVerifications: { max: 20, windowMs: MINUTE, per: 'account' },
  exports: { max: 5, windowMs: MINUTE, per: 'account' },
  requests: { max: 300, windowMs: MINUTE, per: 'address' },
  payments: { max: 5, windowMs: MINUTE, per: 'address' },
  ordersOfAccount: { max: 5, windowMs: MINUTE, per: 'account' },
  verificationsOfAccount: { max: 5, windowMs: MINUTE, per: 'account' },
  paymentHistoryOfAccount: { max: 5, windowMs: MINUTE, per: 'account' },
  /** Of the payment providers, which send what was refused again. */
  webhooks: { max: 3_000, windowMs: MINUTE, per: 'address' },
  /** What coins buy, gifts among it. */
  spending: { max: 20, windowMs: MINUTE, per: 'account' },
  /** Reads all of the books. */
  ledgerChecks: { max: 6, windowMs: MINUTE, per: 'account' },
  joins: { max: 30, windowMs: MINUTE, per: 'account' },
  /** By people who have had no conversation yet; those who are known count by account alone. */
  joinsOfAddress: { max: 300, windowMs: MINUTE, per: 'address' },
  /** Likewise of a range: three times what one address may. */
  joinsOfRange: { max: 900, windowMs: MINUTE, per: 'range' },
  /** A client asks once for a session, and again while it looks for another way to its partner. */
  iceServers: { max: 30, windowMs: MINUTE, per: 'account' },
  /** A person who tries again after each refusal. */
  deviceRefusals: { max: 20, windowMs: MINUTE, per: 'account' },
  /** Once for a page that looks for video. */
  uplinkChecks: { max: 6, windowMs: MINUTE, per: 'account' },
  /** One a session is meant; whose mind changes taps again. */
  ratings: { max: 30, windowMs: MINUTE, per: 'account' },
  /** One an opening; a school behind one address opens many. */
  landings: { max: 60, windowMs: MINUTE, per: 'address' },
  socketMessages: { max: 60, windowMs: MINUTE, per: 'account' },
  textMessages: { max: 10, windowMs: 10_000, per: 'account' },
  /** To conversations; two a second for a while are more than a person writes. */
  conversationMessages: { max: 60, windowMs: 30_000, per: 'account' },
  /** Each one is a channel for others to look through. */
  newChannels: { max: 20, windowMs: 60 * MINUTE, per: 'account' },
  /** People whom somebody adds to channels, whether they were members or not; a company that moves in adds some hundreds. */
  addedToChannels: { max: 500, windowMs: 60 * MINUTE, per: 'account' },
  newVisits: { max: 60, windowMs: 60 * MINUTE, per: 'account' },
  /** Joining, looking, leaving, and who is a member. */
  conversationSteps: { max: 600, windowMs: MINUTE, per: 'account' },
  /** History, lists and members. */
  conversationReads: { max: 300, windowMs: MINUTE, per: 'account' },
  /** Files of conversations; what they may have together is counted in bytes. */
  fileUploads: { max: 60, windowMs: 10 * MINUTE, per: 'account' },
  /** Parts of files, and how much of one has arrived. */
  fileParts: { max: 1_200, windowMs: 10 * MINUTE, per: 'account' },
  /** A page of history may show a hundred pictures. */
  fileReads: { max: 1_200, windowMs: MINUTE, per: 'account' },
  /** Each one reaches everybody of the tenant. */
  broadcasts: { max: 10, windowMs: MINUTE, per: 'account' },
  presenceChanges: { max: 60, windowMs: MINUTE, per: 'account' },
  presenceReads: { max: 120, windowMs: MINUTE, per: 'account' },
  receiptsOfConversations: { max: 300, windowMs: 10_000, per: 'account' },
  typing: { max: 300, windowMs: 10_000, per: 'account' },
  /** Each one rings at somebody's. */
  newCalls: { max: 20, windowMs: MINUTE, per: 'account' },
  /** Answering, refusing, hanging up and the like. */
  callSteps: { max: 240, windowMs: MINUTE, per: 'account' },
  /** Frames that somebody sends to a connection of call-status, to try it. */
  statusTests: { max: 10, windowMs: MINUTE, per: 'account' },
  /** Setting up a media connection takes some dozens, and a line that is lost again and again some more. */
  signals: { max: 300, windowMs: 10_000, per: 'account' },
  mediaReports: { max: 60, windowMs: 10_000, per: 'account' },
  mediaStates: { max: 60, windowMs: 10_000, per: 'account' },
  /** Each one asks the partner. */
  modeRequests: { max: 10, windowMs: MINUTE, per: 'account' },
  stayInTouch: { max: 20, windowMs: MINUTE, per: 'account' },
  /** Four a second, with room for a slow line that brings some at once. */
  confirmations: { max: 20, windowMs: 5_000, per: 'connection' },
  authentication: { max: 5, windowMs: MINUTE, per: 'connection' },
  events: { max: 1_000, windowMs: 10_000, per: 'connection' },
  /** Of those, refused ones that are answered; who goes on all the same is disconnected. */
  refusedEvents: { max: 1_000, windowMs: 10_000, per: 'connection' },
} as const satisfies Record<string, Limit>

/** A number of the table, or another that goes with it, times RATE_LIMIT_FACTOR. */
export function scaled(max: number, factor: number): number {
  return Math.max(1, Math.round(max * factor))
}

export type LimitName = keyof typeof LIMITS

/** Refusals that speak of a flood rather than of one person: of a whole range of addresses. */
export const FLOOD_LIMITS = ['registrationsOfRange', 'joinsOfRange', 'connectionsOfRange'] as const
export type FloodLimit = (typeof FLOOD_LIMITS)[number]

/** What the whole server bears: passwords being checked, and mail and SMS in an hour, of which no address gets all. */
export type ServerLimit =
  | 'passwordsAtOnce'
  | 'mailOfServer'
  | 'mailOfAddress'
  | 'smsOfServer'
  | 'smsOfAddress'

/** What became of one attempt. */
export type LimitVerdict =
  | { readonly allowed: true; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterMs: Millis }
