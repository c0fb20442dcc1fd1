import { SortedMap } from '../sorted-map'
import type { Waiting } from '@/lib/domain/matching'
import { createOrderStatistics } from './order-statistics'

/** One person in the waiting room, with what the room remembers of them. */
export interface QueueEntry {
  person: Waiting
  /** Order of arrival over all queues. */
  readonly order: number
  /** Where the last search stopped, when it did not reach the end. */
  cursor: number
  /** Searches in a row that did not reach the end. */
  searches: number
  /** In the queue of people who meet anyone compatible. */
  open: boolean
  /** Found only by others who are held back. */
  held: boolean
  /** When to search again; Infinity: only when another person joins. */
  retryAt: number
}

type Line = SortedMap<number, QueueEntry>

const newLine = (): Line => new SortedMap<number, QueueEntry>(undefined, (a, b) => a - b)

/**
 * Those who wait for one chat type in one tenant, findable in order of arrival: by interest, and, once they meet anybody
 * compatible, by tier and minimum tier, so that an entry of the wrong tier is never even examined.
 */
export function createQueueIndex() {
  const byTier = new Map<string, Line>()
  const byInterest = new Map<string, Line>()
  /** Those who did nothing but leave, held still or not. */
  const heldBack: Line = newLine()
  const all: Line = newLine()
  const orders = createOrderStatistics()

  const linesOf = ({ person, open, held }: QueueEntry) => [
    ...(held ? [] : [...person.interests].map((interest) => [byInterest, interest] as const)),
    ...(open ? [[byTier, tierKey(person.tier, person.minTier)] as const] : []),
  ]

  return {
    add(entry: QueueEntry): void {
      all.set(entry.order, entry)
      orders.add(entry.order)
      if (entry.person.heldUntil !== null) heldBack.set(entry.order, entry)
      for (const [index, key] of linesOf(entry)) insert(index, key, entry)
    },
    remove(entry: QueueEntry): void {
      if (!all.delete(entry.order)) return
      orders.remove(entry.order)
      heldBack.delete(entry.order)
      for (const [index, key] of linesOf(entry)) removeFrom(index, key, entry)
    },
    /** From now on others find this entry. */
    letGo(entry: QueueEntry): void {
      if (!entry.held) return
      entry.held = false
      for (const [index, key] of linesOf(entry)) insert(index, key, entry)
    },
    /** From now on anyone compatible finds this entry. */
    openUp(entry: QueueEntry): void {
      if (entry.open) return
      entry.open = true
      insert(byTier, tierKey(entry.person.tier, entry.person.minTier), entry)
    },
    /** Entries of those who did nothing but leave, in order of arrival. */
    heldBack: (): Generator<QueueEntry> => inOrder([heldBack], -1),
    /** Entries that share an interest, in order of arrival. */
    sharing(person: Waiting): Generator<QueueEntry> {
      return inOrder(
        [...person.interests].flatMap((interest) => byInterest.get(interest) ?? []),
        -1,
      )
    },
    /** Open entries whose tier suits and whom `person` suits, in order of arrival after `cursor`. */
    suiting(person: Waiting, cursor: number): Generator<QueueEntry> {
      return inOrder(suitingLines(byTier, person), cursor)
    },
    ahead: (entry: QueueEntry) => orders.below(entry.order),
    /** How many are before the newest arrival, in the queue still or just removed. */
    aheadOfNewest: (entry: QueueEntry) => orders.size() - (all.has(entry.order) ? 1 : 0),
    size: () => orders.size(),
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

/** The entries of several lines in order of arrival, each once, after `cursor`. */
function* inOrder(lines: readonly Line[], cursor: number): Generator<QueueEntry> {
  const walks = lines.map((line) => line.entries(cursor + 1))
  const heads = walks.map(nextEntry)
  for (let last = cursor; ;) {
    let first = -1
    for (const [index, head] of heads.entries()) {
      if (head && (first < 0 || head.order < (heads[first]?.order ?? Infinity))) first = index
    }
    const [entry, walk] = [heads[first], walks[first]]
    if (!entry || !walk) return
    heads[first] = nextEntry(walk)
    if (entry.order > last) yield entry
    last = entry.order
  }
}

function nextEntry(walk: Iterator<readonly [number, QueueEntry]>): QueueEntry | undefined {
  const { done, value } = walk.next()
  return done ? undefined : value[1]
}

function insert(index: Map<string, Line>, key: string, entry: QueueEntry): void {
  const line: Line = index.get(key) ?? newLine()
  line.set(entry.order, entry)
  index.set(key, line)
}

function removeFrom(index: Map<string, Line>, key: string, entry: QueueEntry): void {
  const line = index.get(key)
  line?.delete(entry.order)
  if (line?.isEmpty) index.delete(key)
}
