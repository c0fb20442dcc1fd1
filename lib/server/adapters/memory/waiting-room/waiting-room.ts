import { SortedMap } from '../sorted-map'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { isHeld, isOpen, type Pairing, type Place, type Waiting } from '@/lib/domain/matching'
import type { ChatType } from '@/lib/domain/sessions'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import { look } from './find-partner'
import { createPairings } from './pairings'
import { createQueueIndex, type QueueIndex, type Seat } from './queue-index'
import { createRecentPairs } from './recent-pairs'

/** The waiting room of one process: atomic because each call is one turn of the event loop. */
export function createMemoryWaitingRoom(): WaitingRoom {
  const queues = new Map<string, QueueIndex>()
  const seats = new Map<UserId, Seat>()
  const pairedAs = new Map<UserId, SessionId>()
  const pairings = createPairings()
  const recentAvoids = createRecentPairs()
  const recentReunions = createRecentPairs()
  const retries = new SortedMap<readonly [Millis, number], Seat>(
    undefined,
    (a, b) => a[0] - b[0] || a[1] - b[1],
  )
  const sizes: Record<ChatType, number> = { text: 0, audio: 0, video: 0 }
  let arrivals = 0
  let heldBack = 0

  const queueOf = ({ tenantId, chatType }: Waiting): QueueIndex => {
    const key = `${chatType}:${tenantId}`
    const queue = queues.get(key) ?? createQueueIndex()
    queues.set(key, queue)
    return queue
  }

  function enter(seat: Seat): void {
    seats.set(seat.person.user, seat)
    sizes[seat.person.chatType] += 1
    if (seat.person.heldUntil !== null) heldBack += 1
  }

  function exit({ person }: Seat): void {
    if (seats.delete(person.user)) {
      sizes[person.chatType] -= 1
      if (person.heldUntil !== null) heldBack -= 1
    }
    pairedAs.delete(person.user)
  }

  const forgetRetry = (seat: Seat) => retries.delete([seat.retryAt, seat.order])

  /** Looks for a partner for somebody in a queue; pairs the two, or notes when to look again. */
  function tryToPair(seat: Seat, id: SessionId, now: Millis): Pairing | null {
    const queue = queueOf(seat.person)
    forgetRetry(seat)
    if (!isHeld(seat.person, now)) queue.letGo(seat)
    if (isOpen(seat.person, now)) queue.openUp(seat)
    const partner = look(queue, seat, now)
    if (!partner) {
      if (seat.retryAt < Infinity) retries.set([seat.retryAt, seat.order], seat)
      return null
    }
    for (const one of [seat, partner]) {
      queue.remove(one)
      forgetRetry(one)
      pairedAs.set(one.person.user, id)
    }
    return pairings.add(id, [partner, seat], now)
  }

  /** Back into the queue, at the old place; looked at with the next retry. */
  function seatAgain(seat: Seat, now: Millis): void {
    pairedAs.delete(seat.person.user)
    queueOf(seat.person).add(seat)
    lookAgain(seat, now)
  }

  /** From the start of the queue, with the next retry. */
  function lookAgain(seat: Seat, now: Millis): void {
    forgetRetry(seat)
    seat.cursor = -1
    seat.looks = 0
    seat.retryAt = now
    retries.set([now, seat.order], seat)
  }

  function takeOut(seat: Seat, now: Millis): void {
    const pending = pairings.breakUp(pairedAs.get(seat.person.user) ?? '')
    exit(seat)
    if (!pending) {
      queueOf(seat.person).remove(seat)
      forgetRetry(seat)
    }
    for (const other of pending?.seats ?? []) if (other !== seat) seatAgain(other, now)
  }

  function placeOf(seat: Seat): Place {
    const queue = queueOf(seat.person)
    return {
      position: 1 + (seat.order === arrivals ? queue.aheadOfNewest(seat) : queue.ahead(seat)),
    }
  }

  return {
    async join(newcomer, id, now) {
      const before = seats.get(newcomer.user)
      if (before?.person.chatType === newcomer.chatType) {
        before.person = { ...before.person, dialect: newcomer.dialect }
        return { waiting: before.person, place: placeOf(before), again: true, pairing: null }
      }
      if (before) takeOut(before, now)
      const known = reconciled(newcomer, recentReunions.of(newcomer.user, now))
      const person = avoiding(known, recentAvoids.of(newcomer.user, now))
      const seat = newSeat(person, (arrivals += 1), now)
      enter(seat)
      queueOf(newcomer).add(seat)
      const pairing = tryToPair(seat, id, now)
      return { waiting: newcomer, place: placeOf(seat), again: false, pairing }
    },

    async leave(user, now) {
      const seat = seats.get(user)
      if (seat) takeOut(seat, now)
      return seat?.person
    },

    async avoid(user, other, now) {
      recentReunions.remove(user, other)
      recentAvoids.add(user, other, now)
      for (const [one, another] of [
        [user, other],
        [other, user],
      ] as const) {
        const seat = seats.get(one)
        if (seat) seat.person = avoiding(seat.person, new Set([another]))
      }
      const id = pairedAs.get(user)
      if (!id || id !== pairedAs.get(other)) return
      for (const seat of pairings.breakUp(id)?.seats ?? []) seatAgain(seat, now)
    },

    async reconcile(user, other, now) {
      recentAvoids.remove(user, other)
      recentReunions.add(user, other, now)
      for (const [one, another] of [
        [user, other],
        [other, user],
      ] as const) {
        const seat = seats.get(one)
        if (!seat) continue
        seat.person = reconciled(seat.person, new Set([another]))
        if (!pairedAs.has(one)) lookAgain(seat, now)
      }
    },

    async retry(now, limit, nextId) {
      const made: Pairing[] = []
      for (let count = 0; count < limit; count += 1) {
        const key = retries.minKey()
        if (!key || key[0] > now) break
        const seat = retries.get(key)
        retries.delete(key)
        const pairing = seat && tryToPair(seat, nextId(), now)
        if (pairing) made.push(pairing)
      }
      return made
    },

    async takeDue(now, limit) {
      return pairings.takeDue(now, limit)
    },

    async settle(id) {
      const pending = pairings.remove(id)
      pending?.seats.forEach(exit)
      if (pending) return 'settled'
      return pairings.wasBroken(id) ? 'broken' : 'elsewhere'
    },

    async release(id, stay, now) {
      pairings.wasBroken(id)
      for (const seat of pairings.remove(id)?.seats ?? []) {
        if (stay.includes(seat.person.user)) seatAgain(seat, now)
        else exit(seat)
      }
    },

    size: (chatType) => (chatType ? sizes[chatType] : seats.size),
    heldBack: () => heldBack,
  }
}

function avoiding(person: Waiting, more: ReadonlySet<UserId>): Waiting {
  return more.size === 0 ? person : { ...person, avoid: new Set([...person.avoid, ...more]) }
}

function reconciled(person: Waiting, others: ReadonlySet<UserId>): Waiting {
  if (others.size === 0) return person
  return { ...person, avoid: new Set([...person.avoid].filter((user) => !others.has(user))) }
}

function newSeat(person: Waiting, order: number, now: Millis): Seat {
  const held = isHeld(person, now)
  return { person, order, cursor: -1, looks: 0, open: false, held, retryAt: Infinity }
}
