import type { Millis, SessionId, TenantId, UserId } from './ids'
import type { MediaWish } from './media/media'
import { isStranded } from './media/network-check'
import type { MessageLook } from './payments/goods'
import type { ChatType, Dialect } from './sessions'

/** Between the choice of a pair and its session, so that leaving in the last moment does no harm. @see "Overview" */
export const MATCHING_DELAY_MS = 150
/** A person with interests waits for a shared one this long, then meets any compatible person. */
export const PATIENCE_MS = 600
/** The partner one has just left is met again no sooner than this. */
export const EX_PARTNER_MS = 5_000
/** Candidates examined per attempt, however many wait. */
export const MAX_CANDIDATES = 32
/**
 * The waiting room remembers a block this long, so that a person who read their blocks before it was made, and arrives
 * after, is not paired in spite of it. Reading them may not last longer.
 */
export const AVOID_REMEMBERED_MS = 60_000
/** How long `POST /api/chat/find-match` waits. */
export const FIND_MATCH_WAIT_MS = 8_000

/** How people are matched, as administrators may set it. It goes with a person from the moment they join. */
export interface MatchingPolicy {
  /** Between the choice of a pair and its session. */
  readonly delayMs: Millis
  /** How long a person with interests waits for a shared one. */
  readonly patienceMs: Millis
}

/** A person in the waiting room. */
export interface Waiting {
  readonly user: UserId
  readonly tenantId: TenantId
  readonly chatType: ChatType
  readonly dialect: Dialect
  readonly tier: number
  readonly minTier: number
  /** Case-folded; at most 5. */
  readonly interests: ReadonlySet<string>
  /** The same as this person wrote them. */
  readonly interestsAsWritten: readonly string[]
  readonly since: Millis
  /** Blocked by or blocking this person. */
  readonly avoid: ReadonlySet<UserId>
  /** The partner just left, and when meeting again is allowed. */
  readonly exPartner: { readonly user: UserId; readonly until: Millis } | null
  /** What they bring to a session with sound; null for text. */
  readonly media: MediaWish | null
  /** Whether their line carries video, as far as their client knows. */
  readonly carriesVideo: boolean
  /** A person who did nothing but leave waits until then for anyone else; afterwards it marks them. Null: all others. */
  readonly heldUntil: Millis | null
  /** How they are matched, as it was set when they joined; undefined: the usual. */
  readonly policy?: MatchingPolicy | undefined
  /** How long they wait for a shared interest; null: as everybody. */
  readonly patienceMs: Millis | null
  /** Of their messages; null: the usual one. */
  readonly look: MessageLook | null
}

/** Whether a person who did nothing but leave has yet to wait; until then they meet only others like them. */
export function isHeld({ heldUntil }: Pick<Waiting, 'heldUntil'>, now: Millis): boolean {
  return heldUntil !== null && now < heldUntil
}

/** Both did nothing but leave: they are paired with each other first, and do not wait for it. */
export function areBothHeldBack(a: Waiting, b: Waiting): boolean {
  return a.heldUntil !== null && b.heldUntil !== null
}

/** A person in the waiting room as others may know them: whom they avoid stays there. */
export type Waiter = Omit<Waiting, 'avoid'>

/** A person's position among those who wait for the same kind of chat, from 1. */
export type QueuePosition = number

/** Two people who will meet at `dueAt` unless one leaves before. The id becomes the session's. */
export interface Pairing {
  readonly id: SessionId
  readonly dueAt: Millis
  readonly pairedAt: Millis
  readonly pair: readonly [Waiter, Waiter]
}

const folded = (interest: string) => interest.normalize('NFKC').trim().toLowerCase()

/** Interests compare without regard to case and to how accents are composed. */
export function foldInterests(interests: readonly string[]): ReadonlySet<string> {
  return new Set(interests.map(folded).filter(Boolean))
}

/** What two people both like, as the first of them wrote it; in that person's order, each once. */
export function sharedInterests(
  reader: Pick<Waiting, 'interestsAsWritten'>,
  partner: Pick<Waiting, 'interests'>,
): readonly string[] {
  const shared = new Map<string, string>()
  for (const written of reader.interestsAsWritten) {
    const key = folded(written)
    if (partner.interests.has(key) && !shared.has(key)) shared.set(key, written)
  }
  return [...shared.values()]
}

export function shareInterest(a: Waiting, b: Waiting): boolean {
  const [few, many] = a.interests.size <= b.interests.size ? [a, b] : [b, a]
  for (const interest of few.interests) if (many.interests.has(interest)) return true
  return false
}

/** Whether a person now meets any compatible one: unless held, at once without interests, else when their patience is over. */
export function isOpen(person: Waiting, now: Millis): boolean {
  if (isHeld(person, now)) return false
  return person.interests.size === 0 || now >= patientUntil(person)
}

/** Until when a person with interests waits for a shared one. */
export function patientUntil({
  since,
  policy,
  patienceMs,
}: Pick<Waiting, 'since' | 'policy' | 'patienceMs'>): Millis {
  return since + Math.max(policy?.patienceMs ?? PATIENCE_MS, patienceMs ?? 0)
}

/**
 * Whether two waiting people may meet now.
 *
 * Never: oneself, another tenant or chat type, a person whom either side blocked, a tier below the other's minimum, video where
 * either side's line does not carry it.
 * Not yet: the partner just left, before the time set for it; a person without a shared interest while either
 * side is still waiting for one; a person who is held, unless both did nothing but leave.
 *
 * Redis cannot run this: `mayMeet` in adapters/redis/waiting-room/find-partner.lua is its copy, and changes with it.
 *
 * @see contracts, section 4 "Random sessions"
 */
export function mayMeet(a: Waiting, b: Waiting, now: Millis): boolean {
  if (a.user === b.user || a.tenantId !== b.tenantId || a.chatType !== b.chatType) return false
  if (isStranded(a) || isStranded(b)) return false
  if (a.avoid.has(b.user) || b.avoid.has(a.user)) return false
  if (a.tier < b.minTier || b.tier < a.minTier) return false
  if (partedUntil(a, b) > now || partedUntil(b, a) > now) return false
  if (areBothHeldBack(a, b)) return true
  if (isHeld(a, now) || isHeld(b, now)) return false
  return (isOpen(a, now) && isOpen(b, now)) || shareInterest(a, b)
}

/** Whether the two have just left each other, so that anyone else is preferred. */
export function areExPartners(a: Waiting, b: Waiting): boolean {
  return a.exPartner?.user === b.user || b.exPartner?.user === a.user
}

function partedUntil(a: Waiting, b: Waiting): Millis {
  return a.exPartner?.user === b.user ? a.exPartner.until : 0
}

/** What the estimate of a person's wait rests on, ms. */
export interface WaitSigns {
  /** The two are chosen: only the matching delay is left. */
  readonly isPaired: boolean
  /** What people with wishes like theirs waited lately. */
  readonly recentMs: Millis
  /** What they have waited already, without a partner. */
  readonly waitedMs: Millis
  /** What they have to wait in any case. */
  readonly heldMs: Millis
}

/** Honest estimate of a person's wait from now on in whole seconds, at least 1. What others wait for their wishes is no part of it. */
export function estimateWaitSeconds({ isPaired, recentMs, waitedMs, heldMs }: WaitSigns): number {
  const guess = isPaired ? MATCHING_DELAY_MS : Math.max(recentMs, waitedMs, heldMs)
  return Math.max(1, Math.ceil(guess / 1_000))
}
