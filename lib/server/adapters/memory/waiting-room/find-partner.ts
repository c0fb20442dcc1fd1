import type { Millis } from '@/lib/domain/ids'
import {
  areExPartners,
  isHeld,
  isOpen,
  MAX_CANDIDATES,
  mayMeet,
  patientUntil,
  type Waiting,
} from '@/lib/domain/matching'
import type { QueueIndex, QueueEntry } from './queue-index'

/** More candidates than one search covers: it goes on after this, then twice as long, up to the limit. */
const CONTINUE_MS = 250
const CONTINUE_AT_MOST_MS = 5_000
/** Of the candidates of one search, those that share an interest. */
const SHARING = MAX_CANDIDATES / 2
/** And those who did nothing but leave, for one of them; a person who is held has all of the search for them. */
const HELD_BACK = MAX_CANDIDATES / 4

/**
 * Searches for a person whom `entry` may meet now, among at most MAX_CANDIDATES entries, the earliest arrival first. People who
 * did nothing but leave meet others like them before all; then comes a shared interest; a partner just left comes after all.
 * Sets where and when to search again.
 */
export function findPartner(queue: QueueIndex, entry: QueueEntry, now: Millis): QueueEntry | undefined {
  if (entry.person.heldUntil === null) return findAmongAll(queue, entry, MAX_CANDIDATES, now)
  const isWaiting = isHeld(entry.person, now)
  const alike = examine(queue.heldBack(), entry, isWaiting ? MAX_CANDIDATES : HELD_BACK, now)
  if (alike.found || isWaiting) {
    entry.retryAt = nextSearch(entry, now)
    return alike.found ?? alike.formerPartner
  }
  return findAmongAll(queue, entry, MAX_CANDIDATES - HELD_BACK, now) ?? alike.formerPartner
}

function findAmongAll(
  queue: QueueIndex,
  entry: QueueEntry,
  most: number,
  now: Millis,
): QueueEntry | undefined {
  const sharing = examine(queue.sharing(entry.person), entry, SHARING, now)
  if (sharing.found || !isOpen(entry.person, now)) {
    entry.retryAt = nextSearch(entry, now)
    return sharing.found ?? sharing.formerPartner
  }
  const budget = most - sharing.examined
  const suiting = examine(queue.suiting(entry.person, entry.cursor), entry, budget, now)
  const unfinished = suiting.examined === budget
  entry.cursor = unfinished ? suiting.last : -1
  entry.searches = unfinished ? entry.searches + 1 : 0
  entry.retryAt = nextSearch(entry, now)
  return suiting.found ?? sharing.formerPartner ?? suiting.formerPartner
}

function examine(candidates: Iterable<QueueEntry>, entry: QueueEntry, budget: number, now: Millis) {
  let formerPartner: QueueEntry | undefined
  let examined = 0
  let last = -1
  for (const candidate of candidates) {
    examined += 1
    last = candidate.order
    if (mayMeet(entry.person, candidate.person, now)) {
      if (!areExPartners(entry.person, candidate.person))
        return { found: candidate, formerPartner, examined, last }
      formerPartner ??= candidate
    }
    if (examined === budget) break
  }
  return { found: undefined, formerPartner, examined, last }
}

function nextSearch({ person, searches }: QueueEntry, now: Millis): Millis {
  const continueAfter = Math.min(CONTINUE_AT_MOST_MS, CONTINUE_MS * 2 ** (searches - 1))
  const times = [
    ...(searches > 0 ? [now + continueAfter] : []),
    ...(isOpen(person, now) ? [] : [opensAt(person, now)]),
    ...(person.exPartner && person.exPartner.until > now ? [person.exPartner.until] : []),
  ]
  return Math.min(Infinity, ...times)
}

function opensAt(person: Waiting, now: Millis): Millis {
  return person.heldUntil !== null && isHeld(person, now) ? person.heldUntil : patientUntil(person)
}
