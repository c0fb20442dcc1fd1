import { describe, expect, test } from 'vitest'
import { CANDIDATES_KEPT, type KeptSignal } from '@/lib/domain/calls/kept-signals'
import type { KeptSignals } from './kept-signals'

const offer = (from: string, body: unknown): KeptSignal => ({ from, kind: 'offer', body: body as object })
const candidate = (from: string, body: unknown): KeptSignal => ({
  from,
  kind: 'ice-candidate',
  body: body as object,
})

/** Holds for every adapter of `KeptSignals`. */
export function keptSignalsSuite(open: () => Promise<KeptSignals>): void {
  describe('KeptSignals', () => {
    test('signals are kept for one person of one call, in order, and taken once', async () => {
      const kept = await open()
      const all = [offer('ann', { sdp: '1' }), candidate('ann', null), candidate('ann', 'text')]
      for (const signal of all) await kept.keep('c1', 'bob', signal)
      await kept.keep('c2', 'bob', offer('ann', 'other'))
      expect([await kept.peek('c1', 'bob'), await kept.peek('c1', 'ann')]).toEqual([all, []])
      expect([await kept.take('c1', 'bob'), await kept.take('c1', 'bob')]).toEqual([all, []])
      await kept.forget('c2', ['ann', 'bob'])
      expect(await kept.take('c2', 'bob')).toEqual([])
    })

    test('a new offer makes what its sender sent before it worthless, and nobody else’s', async () => {
      const kept = await open()
      const sent = [
        offer('ann', 1),
        candidate('ann', 2),
        candidate('cat', 3),
        offer('ann', 4),
        candidate('ann', 5),
      ]
      for (const signal of sent) await kept.keep('c1', 'bob', signal)
      expect((await kept.take('c1', 'bob')).map(({ body }) => body)).toEqual([3, 4, 5])
    })

    test('of candidates there are at most so many, and there is room for an offer still', async () => {
      const kept = await open()
      for (let index = 0; index < CANDIDATES_KEPT + 5; index += 1)
        await kept.keep('c1', 'bob', candidate('ann', index))
      await kept.keep('c1', 'bob', offer('cat', 'late'))
      const found = await kept.take('c1', 'bob')
      expect([found.length, found.at(-1)?.body]).toEqual([CANDIDATES_KEPT + 1, 'late'])
    })
  })
}
