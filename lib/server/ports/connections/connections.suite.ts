import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Connections } from './connections'

const steps = fc.array(
  fc.record({
    what: fc.constantFrom('open' as const, 'close' as const),
    user: fc.constantFrom('ann', 'bob'),
    tab: fc.constantFrom('1', '2', '3'),
  }),
  { maxLength: 30 },
)

/** Holds for every adapter of `Connections`. `open` gives one where nobody is each time. */
export function connectionsSuite(open: () => Promise<Connections>, histories: number): void {
  describe('Connections', () => {
    test('somebody is here from the first connection to the last', async () => {
      const connections = await open()
      expect(await connections.isHere('ann')).toBe(false)
      expect([await connections.open('ann', '1'), await connections.open('ann', '2')]).toEqual([true, false])
      expect([await connections.close('ann', '1'), await connections.isHere('ann')]).toEqual([false, true])
      expect([await connections.close('ann', '2'), await connections.isHere('ann')]).toEqual([true, false])
    })

    test('who left says so, and is told whether they are here again', async () => {
      const connections = await open()
      const seat = { user: 'ann', connection: '1' }
      await connections.open('ann', '1')
      await connections.close('ann', '1')
      expect(await connections.left(seat)).toBe(false)
      await connections.open('ann', '2')
      expect(await connections.left(seat)).toBe(true)
      expect(await connections.left(seat, true)).toBe(true)
    })

    test('in any history, closing twice and what never opened included', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (history) => {
          const connections = await open()
          const live = new Set<string>()
          const of = (user: string) => [...live].filter((one) => one.startsWith(user)).length
          for (const { what, user, tab } of history) {
            const connection = `${user}${tab}`
            const before = of(user)
            if (what === 'open') {
              live.add(connection)
              expect(await connections.open(user, connection)).toBe(before === 0)
            } else {
              const wasOpen = live.delete(connection)
              expect(await connections.close(user, connection)).toBe(wasOpen && before === 1)
            }
            expect(await connections.isHere(user)).toBe(of(user) > 0)
            expect(connections.people()).toBe(['ann', 'bob'].filter((one) => of(one) > 0).length)
          }
        }),
        { numRuns: histories },
      )
    })
  })
}
