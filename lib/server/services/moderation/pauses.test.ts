import { expect, test } from 'vitest'
import { PAUSE_MS } from '@/lib/domain/credibility'
import { createMemoryMarks } from '@/lib/server/adapters/memory/marks'
import { createBus } from '@/lib/server/adapters/system/bus'
import type { MatchingPause } from '@/lib/server/ports/moderation/credibility'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createPauses } from './pauses'

const BOB = 'bob'

/** A process that starts now, with a memory of its own; the database keeps this pause. */
function start(clock: ReturnType<typeof createFakeClock>, pause?: MatchingPause) {
  let asked = 0
  const pauses = createPauses({
    credibility: {
      against: async () => [],
      pauseOf: async () => {
        asked += 1
        return pause
      },
      pause: async () => false,
    },
    accounts: { byId: async () => undefined },
    marks: createMemoryMarks(60 * 60_000),
    clock,
    bus: createBus(() => undefined),
  })
  return { admit: () => pauses.admit(BOB), asked: () => asked }
}

test('a pause that runs holds after a restart, until its end', async () => {
  const clock = createFakeClock(1_000_000)
  const since = clock.now() - 60_000
  const { admit } = start(clock, { weight: 2, since, until: since + PAUSE_MS })
  await expect(admit()).rejects.toMatchObject({ reason: 'MATCHING_PAUSED', details: { retryAfter: 540 } })
  await clock.advance(PAUSE_MS - 60_000)
  expect(await admit()).toBeUndefined()
})

test('once every pause from before the start is over, the database is asked for nobody without a mark', async () => {
  const clock = createFakeClock(1_000_000)
  const { admit, asked } = start(clock)
  await admit()
  expect(asked()).toBe(1)
  await clock.advance(PAUSE_MS)
  await admit()
  expect(asked()).toBe(1)
})
