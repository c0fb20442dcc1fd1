import { describe, expect, test } from 'vitest'
import { MAX_CANDIDATES, PATIENCE_MS } from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import { waitingRoomSuite } from '@/lib/server/ports/matching/waiting-room.suite'
import { createMemoryWaitingRoom } from './waiting-room'

waitingRoomSuite(async () => createMemoryWaitingRoom(), 3_000)

/** Blocks that count how often people are looked up in them. */
class CountedBlocks extends Set<string> {
  static searches = 0
  override has(user: string): boolean {
    CountedBlocks.searches += 1
    return super.has(user)
  }
}

async function lookupsDuring(action: () => Promise<unknown>): Promise<number> {
  CountedBlocks.searches = 0
  await action()
  return CountedBlocks.searches
}

describe('a search in the queue', () => {
  const WAITING = 2_000
  test.each([
    { who: 'whom everybody blocked', crowd: { avoid: ['ann'] }, ann: {} },
    {
      who: 'who shares an interest with all who blocked them',
      crowd: { avoid: ['ann'], interests: ['chess'] },
      ann: { interests: ['chess'] },
    },
    { who: 'who blocked everybody', crowd: {}, ann: { everybody: true } },
  ])('is bounded for a person $who', async ({ crowd, ann }) => {
    const room = createMemoryWaitingRoom()
    const names = Array.from({ length: WAITING }, (_, index) => `u${index}`)
    const everybody = {
      interests: new Set(crowd.interests),
      avoid: new CountedBlocks([...names, ...(crowd.avoid ?? [])]),
    }
    for (const user of names) await room.join(waiting(user, everybody), user, 0)
    const avoid = new CountedBlocks(ann.everybody ? names : [])
    const interests = new Set(ann.interests)
    const since = PATIENCE_MS
    const joining = await lookupsDuring(() =>
      room.join(waiting('ann', { since, interests, avoid }), 'p', since),
    )
    expect(joining).toBeGreaterThan(0)
    expect(joining).toBeLessThanOrEqual(2 * MAX_CANDIDATES)
    for (let now = since; now < 20_000; now += 100) {
      const once = await lookupsDuring(() => room.retry(now, 1, () => `p${now}`))
      expect(once).toBeLessThanOrEqual(2 * MAX_CANDIDATES)
    }
  })
})
