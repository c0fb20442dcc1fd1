import { SortedMap } from '../sorted-map'
import type { Waiting } from '@/lib/domain/matching'
import { createRanks } from './order-statistics'

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
  /** Out of everybody's sight but that of others who are held back. */
  held: boolean
  /** When to look again; Infinity: only when somebody else comes. */
  retryAt: number
}

type Line = SortedMap<number, Seat>

const newLine = (): Line => new SortedMap<number, Seat>(undefined, (a, b) => a - b)

/**
 * Those who wait for one chat type in one tenant, findable in order of arrival: by interest, and, once they meet anybody
 * compatible, by tier and minimum tier, so that a seat of the wrong tier is never even looked at.
 */
export function createQueueIndex() {
  const byTier = new Map<string, Line>()
  const byInterest = new Map<string, Line>()
  /** Those who did nothing but leave, held still or not. */
  const heldBack: Line = newLine()
  const all: Line = newLine()
  const ranks = createRanks()

  const linesOf = ({ person, open, held }: Seat) => [
    ...(held ? [] : [...person.interests].map((interest) => [byInterest, interest] as const)),
    ...(open ? [[byTier, tierKey(person.tier, person.minTier)] as const] : []),
  ]

  return {
    add(seat: Seat): void {
      all.set(seat.order, seat)
      ranks.add(seat.order)
      if (seat.person.heldUntil !== null) heldBack.set(seat.order, seat)
      for (const [index, key] of linesOf(seat)) insert(index, key, seat)
    },
    remove(seat: Seat): void {
      if (!all.delete(seat.order)) return
      ranks.remove(seat.order)
      heldBack.delete(seat.order)
      for (const [index, key] of linesOf(seat)) take(index, key, seat)
    },
    /** From now on others find this seat. */
    letGo(seat: Seat): void {
      if (!seat.held) return
      seat.held = false
      for (const [index, key] of linesOf(seat)) insert(index, key, seat)
    },
    /** From now on anybody compatible finds this seat. */
    openUp(seat: Seat): void {
      if (seat.open) return
      seat.open = true
      insert(byTier, tierKey(seat.person.tier, seat.person.minTier), seat)
    },
    /** Seats of those who did nothing but leave, in order of arrival. */
    heldBack: (): Generator<Seat> => inOrder([heldBack], -1),
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
    /** How many are before the newest arrival, in the queue still or just taken out. */
    aheadOfNewest: (seat: Seat) => ranks.size() - (all.has(seat.order) ? 1 : 0),
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
  const walks = lines.map((line) => line.entries(cursor + 1))
  const heads = walks.map(nextSeat)
  for (let last = cursor; ;) {
    let first = -1
    for (const [index, head] of heads.entries()) {
      if (head && (first < 0 || head.order < (heads[first]?.order ?? Infinity))) first = index
    }
    const [seat, walk] = [heads[first], walks[first]]
    if (!seat || !walk) return
    heads[first] = nextSeat(walk)
    if (seat.order > last) yield seat
    last = seat.order
  }
}

function nextSeat(walk: Iterator<readonly [number, Seat]>): Seat | undefined {
  const { done, value } = walk.next()
  return done ? undefined : value[1]
}

function insert(index: Map<string, Line>, key: string, seat: Seat): void {
  const line: Line = index.get(key) ?? newLine()
  line.set(seat.order, seat)
  index.set(key, line)
}

function take(index: Map<string, Line>, key: string, seat: Seat): void {
  const line = index.get(key)
  line?.delete(seat.order)
  if (line?.isEmpty) index.delete(key)
}
