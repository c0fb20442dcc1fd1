import type { Millis } from '@/lib/domain/ids'
import type { Waiter } from '@/lib/domain/matching'

/** Waits remembered per kind of wish. */
const REMEMBERED = 64
/** Waits that began earlier do not count: an hour alone or with rare wishes is no measure for others. */
const LATELY_MS = 10 * 60_000

type Wishes = Pick<Waiter, 'tenantId' | 'chatType' | 'minTier' | 'interests'>

interface Wait {
  readonly since: Millis
  readonly waitedMs: Millis
}

const kindOf = ({ tenantId, chatType, minTier, interests }: Wishes) =>
  `${tenantId} ${chatType} ${minTier} ${interests.size > 0}`

/** How long people waited lately, by what they asked for, for honest estimates. */
export function createRecentWaits() {
  const byKind = new Map<string, Wait[]>()

  return {
    add(person: Wishes & Pick<Waiter, 'since'>, now: Millis): void {
      const kind = kindOf(person)
      const waits = byKind.get(kind) ?? []
      waits.push({ since: person.since, waitedMs: now - person.since })
      if (waits.length > REMEMBERED) waits.shift()
      byKind.set(kind, waits)
    },
    /** Of those who asked for the same, of the last 64 at most and the last ten minutes; 0 without any. */
    median(wishes: Wishes, now: Millis): Millis {
      const recent = (byKind.get(kindOf(wishes)) ?? []).filter(({ since }) => now - since <= LATELY_MS)
      const sorted = recent.map(({ waitedMs }) => waitedMs).toSorted((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] ?? 0
    },
  }
}
