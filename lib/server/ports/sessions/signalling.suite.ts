import { describe, expect, test } from 'vitest'
import { comeBack, type MediaSignal, receive, type SignalKind } from '@/lib/domain/media/signalling'
import type { SignallingStore } from './signalling'

const signal = (from: string, kind: SignalKind, body: MediaSignal['body'] = kind): MediaSignal => ({
  from,
  kind,
  body,
})

/** Holds for every adapter of `SignallingStore`. `open` gives one that remembers nothing each time. */
export function signallingSuite(open: () => Promise<SignallingStore>): void {
  describe('SignallingStore', () => {
    const send = (store: SignallingStore, one: MediaSignal, isPartnerAway = false, session = 's1') =>
      store.change(session, (before) => receive(before, one, { isPartnerAway, now: 0 }))

    test('what is kept comes back as it was written, once, of its own session', async () => {
      const store = await open()
      const body = { sdp: 'v=0', more: [[], {}, null, 1.5, 'ä\n'] }
      await send(store, signal('ann', 'offer', body), true)
      await send(store, signal('ann', 'ice-candidate', null), true)
      const back = () => store.change('s1', (before) => comeBack(before, 'bob', 1))
      expect(await store.change('s2', (before) => comeBack(before, 'bob', 1))).toEqual([])
      expect(await back()).toEqual([signal('ann', 'offer', body), signal('ann', 'ice-candidate', null)])
      expect(await back()).toEqual([])
    })

    test('of two offers at once one is passed on', async () => {
      const store = await open()
      const passed = await Promise.all(['ann', 'bob'].map((user) => send(store, signal(user, 'offer'))))
      expect(passed.flat()).toHaveLength(1)
    })

    test('what is forgotten holds nothing back', async () => {
      const store = await open()
      await send(store, signal('ann', 'offer'))
      await store.forget('s1')
      expect(await send(store, signal('bob', 'offer'))).toEqual([signal('bob', 'offer')])
    })
  })
}
