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

/** An estimate is this old at most: sorting anew for each join would be a twentieth of what a join costs. */
const ESTIMATE_MS = 1_000

/** What people waited who asked for one kind of wish. */
interface Waits {
  readonly last: Wait[]
  median: { readonly ms: Millis; readonly at: Millis } | undefined
}

const kindOf = ({ tenantId, chatType, minTier, interests }: Wishes) =>
  `${tenantId} ${chatType} ${minTier} ${interests.size > 0}`

/** How long people waited lately, by what they asked for, for honest estimates. */
export function createRecentWaits() {
  const byKind = new Map<string, Waits>()

  return {
    add(person: Wishes & Pick<Waiter, 'since'>, now: Millis): void {
      const kind = kindOf(person)
      const waits: Waits = byKind.get(kind) ?? { last: [], median: undefined }
      byKind.set(kind, waits)
      const { last } = waits
      last.push({ since: person.since, waitedMs: now - person.since })
      if (last.length > REMEMBERED) last.shift()
    },
    /** Of those who asked for the same, of the last 64 at most and the last ten minutes; 0 without any. Up to a second old. */
    median(wishes: Wishes, now: Millis): Millis {
      const waits = byKind.get(kindOf(wishes))
      if (!waits) return 0
      if (!waits.median || Math.abs(now - waits.median.at) >= ESTIMATE_MS)
        waits.median = { ms: medianOf(waits.last, now), at: now }
      return waits.median.ms
    },
  }
}

function medianOf(waits: readonly Wait[], now: Millis): Millis {
  const recent = waits.filter(({ since }) => now - since <= LATELY_MS)
  const sorted = recent.map(({ waitedMs }) => waitedMs).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
