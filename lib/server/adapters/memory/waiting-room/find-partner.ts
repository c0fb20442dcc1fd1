import type { Millis } from '@/lib/domain/ids'
import {
  areExPartners,
  isHeld,
  isOpen,
  MAX_CANDIDATES,
  mayMeet,
  PATIENCE_MS,
  type Waiting,
} from '@/lib/domain/matching'
import type { QueueIndex, Seat } from './queue-index'

/** More candidates than one look covers: looks go on after this, then twice as long, up to the limit. */
const CONTINUE_MS = 250
const CONTINUE_AT_MOST_MS = 5_000
/** Of the candidates of one look, those that share an interest. */
const SHARING = MAX_CANDIDATES / 2
/** And those who did nothing but leave, for one of them; all of the look for who is held still. */
const HELD_BACK = MAX_CANDIDATES / 4

/**
 * Looks for somebody whom `seat` may meet now, at most MAX_CANDIDATES seats, the earliest arrival first. Who did nothing
 * but leave meets others like them before all; then comes a shared interest; somebody one has just left after all. Sets where and when to look again.
 */
export function look(queue: QueueIndex, seat: Seat, now: Millis): Seat | undefined {
  if (seat.person.heldUntil === null) return lookAmongAll(queue, seat, MAX_CANDIDATES, now)
  const isWaiting = isHeld(seat.person, now)
  const alike = examine(queue.heldBack(), seat, isWaiting ? MAX_CANDIDATES : HELD_BACK, now)
  if (alike.found || isWaiting) {
    seat.retryAt = nextLook(seat, now)
    return alike.found ?? alike.formerPartner
  }
  return lookAmongAll(queue, seat, MAX_CANDIDATES - HELD_BACK, now) ?? alike.formerPartner
}

function lookAmongAll(queue: QueueIndex, seat: Seat, most: number, now: Millis): Seat | undefined {
  const sharing = examine(queue.sharing(seat.person), seat, SHARING, now)
  if (sharing.found || !isOpen(seat.person, now)) {
    seat.retryAt = nextLook(seat, now)
    return sharing.found ?? sharing.formerPartner
  }
  const budget = most - sharing.examined
  const suiting = examine(queue.suiting(seat.person, seat.cursor), seat, budget, now)
  const unfinished = suiting.examined === budget
  seat.cursor = unfinished ? suiting.last : -1
  seat.looks = unfinished ? seat.looks + 1 : 0
  seat.retryAt = nextLook(seat, now)
  return suiting.found ?? sharing.formerPartner ?? suiting.formerPartner
}

function examine(candidates: Iterable<Seat>, seat: Seat, budget: number, now: Millis) {
  let formerPartner: Seat | undefined
  let examined = 0
  let last = -1
  for (const candidate of candidates) {
    examined += 1
    last = candidate.order
    if (mayMeet(seat.person, candidate.person, now)) {
      if (!areExPartners(seat.person, candidate.person))
        return { found: candidate, formerPartner, examined, last }
      formerPartner ??= candidate
    }
    if (examined === budget) break
  }
  return { found: undefined, formerPartner, examined, last }
}

function nextLook({ person, looks }: Seat, now: Millis): Millis {
  const continueAfter = Math.min(CONTINUE_AT_MOST_MS, CONTINUE_MS * 2 ** (looks - 1))
  const times = [
    ...(looks > 0 ? [now + continueAfter] : []),
    ...(isOpen(person, now) ? [] : [opensAt(person, now)]),
    ...(person.exPartner && person.exPartner.until > now ? [person.exPartner.until] : []),
  ]
  return Math.min(Infinity, ...times)
}

function opensAt(person: Waiting, now: Millis): Millis {
  return person.heldUntil !== null && isHeld(person, now) ? person.heldUntil : person.since + PATIENCE_MS
}
