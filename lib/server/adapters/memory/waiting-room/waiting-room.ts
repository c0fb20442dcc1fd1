import { SortedMap } from '../sorted-map'
import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { isHeld, isOpen, type Pairing, type QueuePosition, type Waiting } from '@/lib/domain/matching'
import { isStranded } from '@/lib/domain/network-check'
import type { ChatType } from '@/lib/domain/sessions'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import { findPartner } from './find-partner'
import { createPairings } from './pairings'
import { createQueueIndex, type QueueIndex, type QueueEntry } from './queue-index'
import { createRecentPairs } from './recent-pairs'

/** The waiting room of one process: atomic because each call is one turn of the event loop. */
export function createMemoryWaitingRoom(): WaitingRoom {
  const queues = new Map<string, QueueIndex>()
  const entries = new Map<UserId, QueueEntry>()
  const pairedAs = new Map<UserId, SessionId>()
  const pairings = createPairings()
  const recentAvoids = createRecentPairs()
  const recentReunions = createRecentPairs()
  const retries = new SortedMap<readonly [Millis, number], QueueEntry>(
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

  function enter(entry: QueueEntry): void {
    entries.set(entry.person.user, entry)
    sizes[entry.person.chatType] += 1
    if (entry.person.heldUntil !== null) heldBack += 1
  }

  function exit({ person }: QueueEntry): void {
    if (entries.delete(person.user)) {
      sizes[person.chatType] -= 1
      if (person.heldUntil !== null) heldBack -= 1
    }
    pairedAs.delete(person.user)
  }

  const forgetRetry = (entry: QueueEntry) => retries.delete([entry.retryAt, entry.order])

  /** Searches a partner for a person in a queue; pairs the two, or notes when to search again. */
  function tryToPair(entry: QueueEntry, id: SessionId, now: Millis): Pairing | null {
    const queue = queueOf(entry.person)
    forgetRetry(entry)
    if (!isHeld(entry.person, now)) queue.letGo(entry)
    if (isOpen(entry.person, now)) queue.openUp(entry)
    const partner = findPartner(queue, entry, now)
    if (!partner) {
      if (entry.retryAt < Infinity) retries.set([entry.retryAt, entry.order], entry)
      return null
    }
    for (const one of [entry, partner]) {
      queue.remove(one)
      forgetRetry(one)
      pairedAs.set(one.person.user, id)
    }
    return pairings.add(id, [partner, entry], now)
  }

  function addAndPair(entry: QueueEntry, id: SessionId, now: Millis): Pairing | null {
    queueOf(entry.person).add(entry)
    return tryToPair(entry, id, now)
  }

  /** Back into the queue, at the old position; searched for with the next retry. */
  function enterAgain(entry: QueueEntry, now: Millis): void {
    pairedAs.delete(entry.person.user)
    queueOf(entry.person).add(entry)
    searchAgain(entry, now)
  }

  /** From the start of the queue, with the next retry. */
  function searchAgain(entry: QueueEntry, now: Millis): void {
    if (isStranded(entry.person)) return
    forgetRetry(entry)
    entry.cursor = -1
    entry.searches = 0
    entry.retryAt = now
    retries.set([now, entry.order], entry)
  }

  function remove(entry: QueueEntry, now: Millis): void {
    const pending = pairings.breakUp(pairedAs.get(entry.person.user) ?? '')
    exit(entry)
    if (!pending) {
      queueOf(entry.person).remove(entry)
      forgetRetry(entry)
    }
    for (const other of pending?.entries ?? []) if (other !== entry) enterAgain(other, now)
  }

  function positionOf(entry: QueueEntry): QueuePosition {
    const queue = queueOf(entry.person)
    return 1 + (entry.order === arrivals ? queue.aheadOfNewest(entry) : queue.ahead(entry))
  }

  return {
    async join(newcomer, id, now) {
      const before = entries.get(newcomer.user)
      if (before?.person.chatType === newcomer.chatType) {
        const { dialect, media } = newcomer
        before.person = { ...before.person, dialect, media }
        return { waiting: before.person, position: positionOf(before), again: true, pairing: null }
      }
      if (before) remove(before, now)
      const known = reconciled(newcomer, recentReunions.of(newcomer.user, now))
      const person = avoiding(known, recentAvoids.of(newcomer.user, now))
      const entry = newEntry(person, (arrivals += 1), now)
      enter(entry)
      const pairing = isStranded(person) ? null : addAndPair(entry, id, now)
      return { waiting: newcomer, position: positionOf(entry), again: false, pairing }
    },

    async isWaiting(user) {
      return entries.has(user)
    },

    async leave(user, now) {
      const entry = entries.get(user)
      if (entry) remove(entry, now)
      return entry?.person
    },

    async avoid(user, other, now) {
      recentReunions.remove(user, other)
      recentAvoids.add(user, other, now)
      for (const [one, another] of [
        [user, other],
        [other, user],
      ] as const) {
        const entry = entries.get(one)
        if (entry) entry.person = avoiding(entry.person, new Set([another]))
      }
      const id = pairedAs.get(user)
      if (!id || id !== pairedAs.get(other)) return
      for (const entry of pairings.breakUp(id)?.entries ?? []) enterAgain(entry, now)
    },

    async reconcile(user, other, now) {
      recentAvoids.remove(user, other)
      recentReunions.add(user, other, now)
      for (const [one, another] of [
        [user, other],
        [other, user],
      ] as const) {
        const entry = entries.get(one)
        if (!entry) continue
        entry.person = reconciled(entry.person, new Set([another]))
        if (!pairedAs.has(one)) searchAgain(entry, now)
      }
    },

    async retry(now, limit, nextId) {
      const made: Pairing[] = []
      for (let count = 0; count < limit; count += 1) {
        const key = retries.minKey()
        if (!key || key[0] > now) break
        const entry = retries.get(key)
        retries.delete(key)
        const pairing = entry && tryToPair(entry, nextId(), now)
        if (pairing) made.push(pairing)
      }
      return made
    },

    async takeDue(now, limit) {
      return pairings.takeDue(now, limit)
    },

    async settle(id) {
      const pending = pairings.remove(id)
      pending?.entries.forEach(exit)
      if (pending) return 'settled'
      return pairings.wasBroken(id) ? 'broken' : 'elsewhere'
    },

    async release(id, stay, now) {
      pairings.wasBroken(id)
      for (const entry of pairings.remove(id)?.entries ?? []) {
        if (stay.includes(entry.person.user)) enterAgain(entry, now)
        else exit(entry)
      }
    },

    size: (chatType) => (chatType ? sizes[chatType] : entries.size),
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

function newEntry(person: Waiting, order: number, now: Millis): QueueEntry {
  const held = isHeld(person, now)
  return { person, order, cursor: -1, searches: 0, open: false, held, retryAt: Infinity }
}
