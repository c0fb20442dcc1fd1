import fc from 'fast-check'
import { expect, test } from 'vitest'
import { liveCounts } from './live-counts'

const count = fc.nat({ max: 20 })

test('online is at least waiting and talking together, whatever the sources say', () => {
  fc.assert(
    fc.property(count, count, count, (connected, waiting, inSessions) => {
      const live = liveCounts({ connected, waiting, inSessions })
      expect(live.online).toBeGreaterThanOrEqual(live.waiting + live.talking)
      expect(live.online).toBeGreaterThanOrEqual(connected)
      expect([live.waiting, live.talking <= inSessions]).toEqual([waiting, true])
    }),
  )
})

test.each([
  { what: 'no one', connected: 0, waiting: 0, inSessions: 0, live: [0, 0, 0] },
  { what: 'two who have lost their connections', connected: 0, waiting: 0, inSessions: 2, live: [0, 0, 0] },
  { what: 'two of four who have', connected: 2, waiting: 0, inSessions: 4, live: [2, 0, 2] },
  { what: 'one who waits by REST', connected: 0, waiting: 1, inSessions: 0, live: [1, 1, 0] },
  { what: 'five who wait while others are lost', connected: 7, waiting: 5, inSessions: 20, live: [7, 5, 2] },
  { what: 'one who only watches', connected: 4, waiting: 1, inSessions: 2, live: [4, 1, 2] },
])('$what: online, waiting, talking are $live', ({ live, what: _, ...known }) => {
  const { online, waiting, talking } = liveCounts(known)
  expect([online, waiting, talking]).toEqual(live)
})
