import { describe, expect, test } from 'vitest'
import type { LiveConnection } from '@/lib/domain/live-connection'
import type { LiveConnections } from './live-connections'

export const liveConnection = (n: number, more: Partial<LiveConnection> = {}): LiveConnection => ({
  connection: `connection ${n}`,
  user: `user ${n}`,
  tenant: 'ours',
  namespace: '/',
  contracts: ['omegoo'],
  device: 'phone',
  since: 1_800_000_000_000 + n,
  ...more,
})

/** Holds for every adapter of `LiveConnections`. `settled` resolves once what was told so far can be read. */
export function liveConnectionsSuite(
  open: () => Promise<LiveConnections & { readonly settled: () => Promise<void> }>,
): void {
  describe('LiveConnections', () => {
    test('are read page by page, the oldest first, each once', async () => {
      const live = await open()
      const all = [1, 2, 3, 4, 5].map((n) => liveConnection(n))
      for (const one of all) live.opened(one)
      await live.settled()
      expect(await live.page('ours', 0, 2)).toEqual({ connections: all.slice(0, 2), total: 5 })
      expect(await live.page('ours', 2, 2)).toEqual({ connections: all.slice(2, 4), total: 5 })
      expect(await live.page('ours', 4, 2)).toEqual({ connections: all.slice(4), total: 5 })
      expect(await live.page('ours', 9, 2)).toEqual({ connections: [], total: 5 })
    })

    test('are of one tenant, and names that begin alike are not', async () => {
      const live = await open()
      live.opened(liveConnection(1))
      live.opened(liveConnection(2, { tenant: 'ours too' }))
      live.opened(liveConnection(3, { tenant: 'our' }))
      await live.settled()
      expect(await live.page('ours', 0, 10)).toEqual({ connections: [liveConnection(1)], total: 1 })
      expect((await live.page('nobody’s', 0, 10)).total).toBe(0)
    })

    test('stand once with what they speak now, and go when they close', async () => {
      const live = await open()
      live.opened(liveConnection(1))
      live.opened(liveConnection(2))
      await live.settled()
      const changed = liveConnection(1, { contracts: ['omegoo', 'helpdesk'] })
      live.opened(changed)
      live.closed('connection 2')
      live.closed('connection 2')
      live.closed('unknown')
      await live.settled()
      expect(await live.page('ours', 0, 10)).toEqual({ connections: [changed], total: 1 })
    })

    test('that close at once are never there', async () => {
      const live = await open()
      live.opened(liveConnection(1))
      live.closed('connection 1')
      await live.settled()
      expect((await live.page('ours', 0, 10)).total).toBe(0)
    })
  })
}
