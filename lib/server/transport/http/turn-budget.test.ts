import { expect, test } from 'vitest'
import { createTurnBudgets } from './turn-budget'

function open() {
  const jobs: (() => void)[] = []
  const openBudget = createTurnBudgets((job) => void jobs.push(job))
  return { openBudget, endTurn: () => jobs.splice(0).forEach((job) => job()) }
}
const times = <T>(count: number, job: () => T): T[] => Array.from({ length: count }, job)

test('two thousand packets a turn are allowed and one more is not; the next turn allows them again', () => {
  const { openBudget, endTurn } = open()
  const spend = openBudget()
  expect(times(2_000, () => spend(0))).not.toContain(false)
  expect(spend(0)).toBe(false)
  endTurn()
  expect(times(2_000, () => spend(0))).not.toContain(false)
})

test('five thousand values a turn are allowed and one more is not, however many packets hold them', () => {
  const { openBudget, endTurn } = open()
  const spend = openBudget()
  expect([spend(4_000), spend(1_000), spend(1)]).toEqual([true, true, false])
  endTurn()
  expect(spend(5_000)).toBe(true)
})

test('each connection has a budget of its own, renewed for all at one end of a turn', () => {
  const { openBudget, endTurn } = open()
  const [ann, bob] = [openBudget(), openBudget()]
  expect([ann(5_001), bob(5_000)]).toEqual([false, true])
  endTurn()
  expect([ann(1), bob(1)]).toEqual([true, true])
})
