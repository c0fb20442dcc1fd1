import { SortedMap } from './sorted-map'
import type { Waiting } from '@/lib/domain/matching'
import { createRanks } from './ranks'

/** One person in the waiting room, with what the room remembers of them. */
export interface Seat {
  person: Waiting
  /** Order of arrival over all queues. */
  readonly order: number
  /** Where the last look at candidates stopped, when it did not reach the end. */
  cursor: number
  /** Looks in a row that did not reach the end. */
  looks: number
  /** In the queue of those who meet anybody compatible. */
  open: boolean
  /** When to look again; Infinity: only when somebody else comes. */
  retryAt: number
}

type Line = SortedMap<number, Seat>

/**
 * Those who wait for one chat type in one tenant, findable in order of arrival: by interest, and, once they meet anybody
 * compatible, by tier and minimum tier, so that a seat of the wrong tier is never even looked at.
 */
export function createQueueIndex() {
  const byTier = new Map<string, Line>()
  const byInterest = new Map<string, Line>()
  const all: Line = new SortedMap()
  const ranks = createRanks()

  const linesOf = ({ person, open }: Seat) => [
    ...[...person.interests].map((interest) => [byInterest, interest] as const),
    ...(open ? [[byTier, tierKey(person.tier, person.minTier)] as const] : []),
  ]

  return {
    add(seat: Seat): void {
      all.set(seat.order, seat)
      ranks.add(seat.order)
      for (const [index, key] of linesOf(seat)) insert(index, key, seat)
    },
    remove(seat: Seat): void {
      if (!all.delete(seat.order)) return
      ranks.remove(seat.order)
      for (const [index, key] of linesOf(seat)) take(index, key, seat)
    },
    /** From now on anybody compatible finds this seat. */
    openUp(seat: Seat): void {
      if (seat.open) return
      seat.open = true
      insert(byTier, tierKey(seat.person.tier, seat.person.minTier), seat)
    },
    /** Seats that share an interest, in order of arrival. */
    sharing(person: Waiting): Generator<Seat> {
      return inOrder(
        [...person.interests].flatMap((interest) => byInterest.get(interest) ?? []),
        -1,
      )
    },
    /** Open seats whose tier suits and whom `person` suits, in order of arrival after `cursor`. */
    suiting(person: Waiting, cursor: number): Generator<Seat> {
      return inOrder(suitingLines(byTier, person), cursor)
    },
    ahead: (seat: Seat) => ranks.below(seat.order),
    oldest: () => all.get(all.minKey() ?? -1),
    size: () => ranks.size(),
  }
}

export type QueueIndex = ReturnType<typeof createQueueIndex>

function tierKey(tier: number, minTier: number): string {
  return `${tier}:${minTier}`
}

function suitingLines(byTier: Map<string, Line>, person: Waiting): Line[] {
  const lines: Line[] = []
  for (let tier = person.minTier; tier <= 2; tier += 1) {
    for (let minTier = 0; minTier <= person.tier; minTier += 1) {
      const line = byTier.get(tierKey(tier, minTier))
      if (line) lines.push(line)
    }
  }
  return lines
}

/** The seats of several lines in order of arrival, each once, after `cursor`. */
function* inOrder(lines: readonly Line[], cursor: number): Generator<Seat> {
  for (let next = earliest(lines, cursor); next; next = earliest(lines, next.order)) yield next
}

function earliest(lines: readonly Line[], after: number): Seat | undefined {
  let found: Seat | undefined
  for (const line of lines) {
    const seat = line.nextHigherPair(after)?.[1]
    if (seat && (!found || seat.order < found.order)) found = seat
  }
  return found
}

function insert(index: Map<string, Line>, key: string, seat: Seat): void {
  const line: Line = index.get(key) ?? new SortedMap()
  line.set(seat.order, seat)
  index.set(key, line)
}

function take(index: Map<string, Line>, key: string, seat: Seat): void {
  const line = index.get(key)
  line?.delete(seat.order)
  if (line?.isEmpty) index.delete(key)
}
