import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulated } from './matching-simulator'
import { USUAL_POLICY } from './matching-policy'
import {
  createRandom,
  madeUpJoins,
  type MeasuredJoins,
  type MeasuredKind,
  MOST_JOINS,
} from './simulated-joins'

interface Changes extends Partial<Omit<MeasuredKind, 'weight'>> {
  /** At every hour of the day. */
  readonly joinsPerHour?: number
  readonly interestWeights?: readonly number[]
}
const measured = ({ joinsPerHour = 1_200, interestWeights, ...kind }: Changes = {}): MeasuredJoins => ({
  joinsPerHour: Array.from({ length: 24 }, () => joinsPerHour),
  interestWeights: interestWeights ?? [30, 20, 10, 5, 5],
  kinds: [{ chatType: 'text', weight: 1, interestedShare: 0.5, giveUpAfterMs: 20_000, ...kind }],
})
const run = (of: MeasuredJoins, changes: Partial<typeof USUAL_POLICY> = {}, joins = 1_000, seed = 7) =>
  simulated(of, { ...USUAL_POLICY, ...changes }, joins, seed)

test('the same seed gives the same people and the same outcome', () => {
  expect(run(measured())).toEqual(run(measured()))
  expect(run(measured())).not.toEqual(run(measured(), {}, 1_000, 8))
})

test('nobody is lost: people met somebody, gave up, or wait on, and nobody twice', () => {
  const numbers = fc.record({
    joinsPerHour: fc.integer({ min: 1, max: 100_000 }),
    interestedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    interestWeights: fc.array(fc.nat(50), { maxLength: 8 }),
    giveUpAfterMs: fc.option(fc.integer({ min: 1, max: 100_000 })),
  })
  const policies = fc.record({ delayMs: fc.integer({ min: 100, max: 300 }), patienceMs: fc.nat(15_000) })
  fc.assert(
    fc.property(numbers, policies, fc.nat(200), fc.nat(), (of, policy, joins, seed) => {
      const { met, gaveUp, ...rest } = simulated(measured(of), policy, joins, seed)
      expect(met % 2).toBe(0)
      expect(met + gaveUp).toBeLessThanOrEqual(rest.joins)
      expect(rest.p50).toBeLessThanOrEqual(rest.p95)
      if (met > 0) expect(rest.p95).toBeGreaterThanOrEqual(policy.delayMs)
    }),
    { numRuns: 60 },
  )
})

test('a longer patience finds more shared interests, and lets people wait longer', () => {
  const of = measured({ joinsPerHour: 4_000, giveUpAfterMs: null })
  const [short, long] = [run(of, { patienceMs: 0 }), run(of, { patienceMs: 10_000 })]
  expect(long.sharedPercent ?? 0).toBeGreaterThan(short.sharedPercent ?? 0)
  expect(long.p95).toBeGreaterThan(short.p95)
})

test('without interests patience changes nothing, and the delay moves every wait', () => {
  const of = measured({ interestedShare: 0, giveUpAfterMs: null })
  expect(run(of, { patienceMs: 0 })).toEqual(run(of, { patienceMs: 15_000 }))
  expect(run(of, { delayMs: 300 }).p50).toBeGreaterThan(run(of, { delayMs: 100 }).p50)
})

test('in a full room two meet as soon as the delay is over', () => {
  const { p50 } = run(measured({ joinsPerHour: 400_000, interestedShare: 0 }))
  expect(p50).toBeLessThan(2 * USUAL_POLICY.delayMs)
})

test('a run makes up no more people than it may', () => {
  expect(madeUpJoins(measured(), USUAL_POLICY, MOST_JOINS + 1_000, 1)).toHaveLength(MOST_JOINS)
})

test('random numbers are spread from 0 to 1', () => {
  const random = createRandom(1)
  const numbers = Array.from({ length: 10_000 }, random)
  expect(Math.min(...numbers)).toBeLessThan(0.01)
  expect(Math.max(...numbers)).toBeGreaterThan(0.99)
  expect(numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toBeCloseTo(0.5, 1)
})

test('people join when people do, and nobody at an hour without anybody', () => {
  const evening = Array.from({ length: 24 }, (_, hour) => (hour === 19 ? 90 : hour === 20 ? 30 : 0))
  const joins = madeUpJoins({ ...measured(), joinsPerHour: evening }, USUAL_POLICY, 2_400, 3)
  const hours = joins.map(({ person }) => Math.floor(person.since / 3_600_000) % 24)
  expect(new Set(hours)).toEqual(new Set([19, 20]))
  expect(hours.filter((hour) => hour === 19).length / hours.length).toBeCloseTo(0.75, 1)
})

test('each kind has a queue of its own: who looks for another one meets nobody', () => {
  const one = measured({ giveUpAfterMs: null, interestedShare: 0 })
  const both = {
    ...one,
    kinds: one.kinds.flatMap((kind) => [kind, { ...kind, chatType: 'audio' as const }]),
  }
  const seeds = Array.from({ length: 10 }, (_, seed) => seed)
  const outcomes = seeds.map((seed) => {
    const kinds = madeUpJoins(both, USUAL_POLICY, 2, seed).map(({ person }) => person.chatType)
    return { isSame: kinds[0] === kinds[1], met: simulated(both, USUAL_POLICY, 2, seed).met }
  })
  expect(new Set(outcomes.map(({ isSame }) => isSame)).size).toBe(2)
  expect(outcomes.every(({ isSame, met }) => met === (isSame ? 2 : 0))).toBe(true)
})

test('where nobody joined, nobody is made up', () => {
  expect(madeUpJoins(measured({ joinsPerHour: 0 }), USUAL_POLICY, 10, 1)).toEqual([])
})
