import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CAPABILITIES, type Capability, viewingOf } from '@/lib/domain/capabilities'
import type { Connections } from './connections'

/** Also two conversations that somebody may look at. */
const EVERY: readonly Capability[] = [...CAPABILITIES, viewingOf('1'), viewingOf('2')]

const declarations = fc.array(
  fc.record({
    user: fc.constantFrom('ann', 'bob'),
    tab: fc.constantFrom('1', '2', '3'),
    capabilities: fc.subarray([...EVERY]),
  }),
  { maxLength: 30 },
)

const ref = (connection: string, user = 'ann') => ({ user, connection })

/** Holds for every adapter of `Connections`. `open` gives one with no connections each time. */
export function connectionsSuite(open: () => Promise<Connections>, histories: number): void {
  describe('Connections', () => {
    test('a person is here from the first connection to the last', async () => {
      const connections = await open()
      expect(await connections.isHere('ann', 'sessions')).toBe(false)
      const declare = (connection: string, ...capabilities: Capability[]) =>
        connections.declare(ref(connection), capabilities)
      const changed = { added: [], removed: [], arrived: [], departed: [] }
      const here = ['sessions', 'presence'] as const
      expect(await declare('1', ...here)).toEqual({ ...changed, added: here, arrived: here })
      expect(await declare('2', ...here)).toEqual({ ...changed, added: here })
      expect(await declare('1')).toEqual({ ...changed, removed: here })
      expect(await connections.isHere('ann', 'sessions')).toBe(true)
      expect(await declare('2')).toEqual({ ...changed, removed: here, departed: here })
      expect(await connections.isHere('ann', 'sessions')).toBe(false)
    })

    test('a person whose last connection for sessions declares something else is away for sessions only', async () => {
      const connections = await open()
      await connections.declare(ref('1'), ['sessions', 'presence'])
      await connections.declare(ref('2'), ['calls', 'presence'])
      expect(await connections.declare(ref('1'), ['presence', 'conversations'])).toEqual({
        added: ['conversations'],
        removed: ['sessions'],
        arrived: ['conversations'],
        departed: ['sessions'],
      })
      const departure = { ...ref('1'), capability: 'sessions' } as const
      expect(await connections.confirmClosed(departure)).toBe(false)
      const isHere = (capability: Capability) => connections.isHere('ann', capability)
      const here = new Set<Capability>(['conversations', 'calls', 'presence'])
      expect(await Promise.all(CAPABILITIES.map(isHere))).toEqual(CAPABILITIES.map((one) => here.has(one)))
      expect(await connections.capabilitiesOf('ann')).toEqual(here)
      expect(await connections.capabilitiesOf('nobody')).toEqual(new Set())
      expect(connections.people()).toBe(1)
    })

    test('namespaces that share a transport are one connection, until the last of them is gone', async () => {
      const connections = await open()
      const declare = (connection: string, transport: string | undefined, ...capabilities: Capability[]) =>
        connections.declare({ ...ref(connection), transport }, capabilities)
      const counts = async () => (await connections.countsOf(['ann'], 'presence'))[0]
      expect((await declare('1', 'engine', 'presence')).arrived).toEqual(['presence'])
      expect(await declare('2', 'engine', 'presence', 'active')).toMatchObject({
        added: ['presence', 'active'],
        arrived: ['active'],
      })
      expect(await counts()).toBe(1)
      await declare('3', 'other engine', 'presence')
      await declare('4', undefined, 'presence')
      await connections.declare({ user: 'bob', connection: '5', transport: 'engine' }, ['presence'])
      expect(await counts()).toBe(3)
      // Closing names no transport.
      for (const closing of ['1', '3', '4'])
        expect((await declare(closing, undefined)).departed, closing).toEqual([])
      expect(await counts()).toBe(1)
      expect((await declare('2', undefined)).departed.toSorted()).toEqual(['active', 'presence'])
      expect([await counts(), await connections.isHere('bob', 'presence')]).toEqual([0, true])
    })

    test('a declaration repeated changes nothing', async () => {
      const connections = await open()
      await connections.declare(ref('1'), ['sessions', 'presence'])
      expect(await connections.declare(ref('1'), ['presence', 'sessions'])).toEqual({
        added: [],
        removed: [],
        arrived: [],
        departed: [],
      })
      expect((await connections.declare(ref('1'), [])).departed.toSorted()).toEqual(['presence', 'sessions'])
    })

    test('confirming a departure answers whether the person is here again, for that capability', async () => {
      const connections = await open()
      const departure = { ...ref('1'), capability: 'sessions' } as const
      await connections.declare(ref('1'), ['sessions'])
      await connections.declare(ref('1'), [])
      await connections.declare(ref('2'), ['presence'])
      expect(await connections.confirmClosed(departure)).toBe(false)
      await connections.declare(ref('2'), ['sessions', 'presence'])
      expect(await connections.confirmClosed(departure)).toBe(true)
      expect(await connections.confirmClosed(departure, true)).toBe(true)
    })

    test('a connection belongs to one person', async () => {
      const connections = await open()
      await connections.declare(ref('1'), ['presence'])
      const edges = await connections.declare(ref('1', 'bob'), ['presence'])
      expect([edges.added, await connections.isHere('bob', 'presence')]).toEqual([[], false])
      expect((await connections.declare(ref('1', 'bob'), [])).removed).toEqual([])
      expect(await connections.isHere('ann', 'presence')).toBe(true)
    })

    test('edges and presence follow the declarations in any history', async () => {
      await fc.assert(
        fc.asyncProperty(declarations, async (history) => {
          const connections = await open()
          const live = new Map<string, { user: string; capabilities: readonly Capability[] }>()
          const has = (user: string, capability: Capability) =>
            [...live.values()].some((one) => one.user === user && one.capabilities.includes(capability))
          for (const { user, tab, capabilities } of history) {
            const connection = `${user}${tab}`
            const hadBefore = EVERY.filter((one) => has(user, one))
            const before = live.get(connection)?.capabilities ?? []
            live.set(connection, { user, capabilities })
            const edges = await connections.declare({ user, connection }, capabilities)
            expect(new Set(edges.added)).toEqual(new Set(capabilities.filter((one) => !before.includes(one))))
            expect(new Set(edges.removed)).toEqual(
              new Set(before.filter((one) => !capabilities.includes(one))),
            )
            expect(new Set(edges.arrived)).toEqual(
              new Set(capabilities.filter((one) => !hadBefore.includes(one))),
            )
            expect(new Set(edges.departed)).toEqual(new Set(hadBefore.filter((one) => !has(user, one))))
            for (const one of EVERY) expect(await connections.isHere(user, one)).toBe(has(user, one))
            expect(connections.people()).toBe(['ann', 'bob'].filter((one) => has(one, 'presence')).length)
          }
        }),
        { numRuns: histories },
      )
    })
  })
}
