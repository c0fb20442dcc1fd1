import { expect, test } from 'vitest'
import { createLadder, FIRST_LINE, LOST_LINE } from './ladder'

const climbed = (rungs: typeof LOST_LINE, step: number) => {
  const ladder = createLadder(rungs)
  const taken: [number, string][] = []
  for (let ms = 0; ms <= 40_000; ms += step) {
    const next = ladder.climb(ms)
    if (next) taken.push([ms, next])
  }
  return taken
}

test('a lost line is restarted after 1.2 s, refreshed after 3, renewed after 8, and given up after 30', () => {
  expect(climbed(LOST_LINE, 100)).toEqual([
    [1_200, 'restart'],
    [3_000, 'refresh'],
    [8_000, 'renew'],
    [14_000, 'refresh'],
    [20_000, 'renew'],
    [30_000, 'give-up'],
  ])
})

test('a line that never was up has more patience, and ends at the same time', () => {
  expect(climbed(FIRST_LINE, 1_000)).toEqual([
    [5_000, 'refresh'],
    [12_000, 'renew'],
    [20_000, 'refresh'],
    [30_000, 'give-up'],
  ])
})

test.each([
  { waited: 1_199, step: undefined },
  { waited: 1_200, step: 'restart' },
  { waited: 2_999, step: 'restart' },
  { waited: 3_000, step: 'refresh' },
  { waited: 29_999, step: 'renew' },
  { waited: 99_999, step: 'give-up' },
])('the first reading after $waited ms takes the highest rung that is due: $step', ({ waited, step }) => {
  expect(createLadder(LOST_LINE).climb(waited)).toBe(step)
})

test('a hurried rung is not taken again at its time, the next one is', () => {
  const ladder = createLadder(LOST_LINE)
  expect(ladder.hurry()).toBe('restart')
  expect(ladder.climb(1_200)).toBeUndefined()
  expect(ladder.climb(3_000)).toBe('refresh')
})

test('hurrying late does not climb down', () => {
  const ladder = createLadder(LOST_LINE)
  ladder.climb(8_000)
  expect(ladder.hurry()).toBe('restart')
  expect(ladder.climb(8_500)).toBeUndefined()
})

test('after the line was back the ladder begins again', () => {
  const ladder = createLadder(LOST_LINE)
  ladder.climb(8_000)
  ladder.reset()
  expect(ladder.climb(1_200)).toBe('restart')
})
