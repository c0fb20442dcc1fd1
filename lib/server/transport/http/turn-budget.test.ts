import { expect, test } from 'vitest'
import { createTurnBudgets } from './turn-budget'

function open() {
  const jobs: (() => void)[] = []
  const openBudget = createTurnBudgets((job) => void jobs.push(job))
  return { openBudget, endTurn: () => jobs.splice(0).forEach((job) => job()) }
}
const times = <T>(count: number, job: () => T): T[] => Array.from({ length: count }, job)

test('two thousand packets in a turn are too many with one more, and fine again in the next', () => {
  const { openBudget, endTurn } = open()
  const spend = openBudget()
  expect(times(2_000, () => spend(0))).not.toContain(false)
  expect(spend(0)).toBe(false)
  endTurn()
  expect(times(2_000, () => spend(0))).not.toContain(false)
})

test('five thousand values in a turn are too many with one more, however many packets they come in', () => {
  const { openBudget, endTurn } = open()
  const spend = openBudget()
  expect([spend(4_000), spend(1_000), spend(1)]).toEqual([true, true, false])
  endTurn()
  expect(spend(5_000)).toBe(true)
})

test('each connection has a budget of its own, and one end of a turn serves all', () => {
  const { openBudget, endTurn } = open()
  const [ann, bob] = [openBudget(), openBudget()]
  expect([ann(5_001), bob(5_000)]).toEqual([false, true])
  endTurn()
  expect([ann(1), bob(1)]).toEqual([true, true])
})
