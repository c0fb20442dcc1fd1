import type { Millis } from './ids'
import type { MatchingPolicy, Waiting } from './matching'
import type { ChatType } from './sessions'

/** What was measured, from which people are made up who never were. */
export interface MeasuredJoins {
  /** In an hour, by hour of the day (UTC), 24 of them: who joins at night waits for somebody at night. */
  readonly joinsPerHour: readonly number[]
  /** Each has a queue of its own. */
  readonly kinds: readonly MeasuredKind[]
  /** How often each interest is named; only its weight matters. */
  readonly interestWeights: readonly number[]
}

export interface MeasuredKind {
  readonly chatType: ChatType
  /** How much of all joins; only its weight matters. */
  readonly weight: number
  /** Of the joins, how many name interests, 0 to 1. */
  readonly interestedShare: number
  /** Half of those who give up have done so after this; null: nobody does. */
  readonly giveUpAfterMs: Millis | null
}

/** Somebody made up; times count from the first midnight. */
export interface Joining {
  readonly person: Waiting
  readonly givesUpAt: Millis
}

/** No run makes up more people. */
export const MOST_JOINS = 20_000
const HOUR_MS = 3_600_000
/** Interests that hardly anybody names, and nobody else has. */
const RARE_SHARE = 0.2
const MOST_INTERESTS = 3

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Makes up people from what was measured, in order of arrival: gaps and patience are exponential, as independent decisions make
 * them, and follow the hours of the day. The same seed gives the same people, so that policies are compared on equal terms.
 */
export function madeUpJoins(
  { joinsPerHour, kinds, interestWeights }: MeasuredJoins,
  policy: MatchingPolicy,
  joins: number,
  seed: number,
): Joining[] {
  const random = createRandom(seed)
  const exponential = (mean: number) => -Math.log(1 - random()) * mean
  const hasInterests = interestWeights.some((weight) => weight > 0)
  const isNobody = kinds.length === 0 || joinsPerHour.every((rate) => rate <= 0)
  let at = 0
  return Array.from({ length: isNobody ? 0 : Math.min(joins, MOST_JOINS) }, (_, index) => {
    at = after(at, exponential(1), joinsPerHour)
    const kind = kinds[picked(kinds.map(({ weight }) => weight))]
    const interests = random() < (kind?.interestedShare ?? 0) ? interestsOf(index) : []
    const patience = exponential(1)
    const half = kind?.giveUpAfterMs ?? null
    return {
      person: waiting(String(index), kind?.chatType ?? 'text', interests, at, policy),
      givesUpAt: half === null ? Infinity : at + patience * (half / Math.LN2),
    }
  })

  function picked(weights: readonly number[]): number {
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
    return Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) < 0),
    )
  }

  /** One to three, by weight. */
  function interestsOf(index: number): string[] {
    const count = 1 + Math.floor(random() * MOST_INTERESTS)
    return Array.from({ length: count }, (_, place) =>
      !hasInterests || random() < RARE_SHARE
        ? `rare ${index} ${place}`
        : interestName(picked(interestWeights)),
    )
  }
}

/** What the interest with this weight is called. */
export const interestName = (index: number) => `interest ${index}`

/** When as many joins as `waited` are due after `at`, of which each hour has its rate. @param rates - not all of them zero */
function after(at: Millis, waited: number, rates: readonly number[]): Millis {
  let left = waited
  for (let now = at; ;) {
    const hour = Math.floor(now / HOUR_MS)
    const rate = (rates[hour % rates.length] ?? 0) / HOUR_MS
    const end = (hour + 1) * HOUR_MS
    if (left < rate * (end - now)) return now + left / rate
    left -= rate * (end - now)
    now = end
  }
}

function waiting(
  user: string,
  chatType: ChatType,
  interests: readonly string[],
  since: Millis,
  policy: MatchingPolicy,
): Waiting {
  return {
    user,
    tenantId: 'default',
    chatType,
    dialect: '',
    tier: 0,
    minTier: 0,
    interests: new Set(interests),
    interestsAsWritten: interests,
    since,
    avoid: new Set(),
    exPartner: null,
    media: null,
    carriesVideo: true,
    heldUntil: null,
    patienceMs: null,
    look: null,
    policy,
  }
}
