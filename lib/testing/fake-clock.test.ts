import { expect, test } from 'vitest'
import { createFakeClock } from './fake-clock'

const HOUR_MS = 3_600_000

test('time that is slept through runs what repeats once, and what was due before it', async () => {
  const clock = createFakeClock(0)
  const ran: [what: string, at: number][] = []
  clock.every(1_000, () => void ran.push(['second', clock.now()]))
  clock.after(HOUR_MS / 2, () => void ran.push(['half an hour', clock.now()]))
  clock.after(2 * HOUR_MS, () => void ran.push(['two hours', clock.now()]))
  await clock.sleep(HOUR_MS)
  expect(ran).toEqual([
    ['half an hour', HOUR_MS],
    ['second', HOUR_MS],
  ])
  await clock.advance(1_000)
  expect(ran.slice(2)).toEqual([['second', HOUR_MS + 1_000]])
})
