import { describe, expect, test } from 'vitest'
import type { AccountSockets, Entering, MayGo } from './account-sockets'

const ref = (connection: string, user = 'ann') => ({ user, connection })
const entering = (mayGo: MayGo, more: Partial<Entering> = {}): Entering => ({
  max: 3,
  mayGo,
  hasSpoken: false,
  ...more,
})

/** Holds for every adapter of `AccountSockets`. `open` gives one without sockets each time. */
export function accountSocketsSuite(open: () => Promise<AccountSockets>): void {
  describe('AccountSockets', () => {
    /** With the sockets 1, 2 and 3 of ann, of which some have spoken. */
    async function full(...spoken: string[]): Promise<AccountSockets> {
      const sockets = await open()
      for (const one of ['1', '2', '3']) await sockets.enter(ref(one), entering('none'))
      for (const one of spoken) await sockets.spoke(ref(one))
      return sockets
    }

    test('there is room up to the limit, for each account of its own', async () => {
      const sockets = await open()
      for (const one of ['1', '2', '3']) expect(await sockets.enter(ref(one), entering('none'))).toEqual([])
      expect(await sockets.enter(ref('4'), entering('none'))).toBeUndefined()
      expect(await sockets.enter(ref('5', 'bob'), entering('none'))).toEqual([])
    })

    test('a socket that leaves makes room for one', async () => {
      const sockets = await full()
      await sockets.leave(ref('2'))
      await sockets.leave(ref('2'))
      expect(await sockets.enter(ref('4'), entering('none'))).toEqual([])
      expect(await sockets.enter(ref('5'), entering('none'))).toBeUndefined()
    })

    test('the newest socket is the one that came last, whether it has sent something or not', async () => {
      const sockets = await full('1')
      expect(await sockets.newest('ann', null)).toBe('3')
      expect(await sockets.newest('ann', '3')).toBe('2')
      expect(await sockets.newest('bob', null)).toBeUndefined()
    })

    test('a socket that is counted already is not counted again', async () => {
      const sockets = await open()
      for (let time = 0; time < 5; time += 1)
        expect(await sockets.enter(ref('1'), entering('none'))).toEqual([])
      expect(await sockets.enter(ref('2'), entering('none'))).toEqual([])
    })

    test.each<{ mayGo: MayGo; spoken: string[]; goes: string[] | undefined }>([
      { mayGo: 'any', spoken: [], goes: ['1'] },
      { mayGo: 'any', spoken: ['1'], goes: ['1'] },
      { mayGo: 'any', spoken: ['1', '2', '3'], goes: ['1'] },
      { mayGo: 'silent', spoken: [], goes: ['1'] },
      { mayGo: 'silent', spoken: ['1'], goes: ['2'] },
      { mayGo: 'silent', spoken: ['1', '2'], goes: ['3'] },
      { mayGo: 'silent', spoken: ['1', '2', '3'], goes: undefined },
    ])('where $mayGo may go and $spoken have spoken, $goes goes', async ({ mayGo, spoken, goes }) => {
      const sockets = await full(...spoken)
      expect(await sockets.enter(ref('4'), entering(mayGo))).toEqual(goes)
      expect(await sockets.enter(ref('5'), entering('none'))).toBeUndefined()
    })

    test('a socket that comes back to a conversation counts as one that has spoken', async () => {
      const sockets = await open()
      await sockets.enter(ref('1'), entering('none', { max: 1, hasSpoken: true }))
      expect(await sockets.enter(ref('2'), entering('silent', { max: 1 }))).toBeUndefined()
    })

    test('as many go as are too many, or none', async () => {
      const sockets = await full('1')
      expect(await sockets.enter(ref('4'), entering('silent', { max: 1 }))).toBeUndefined()
      expect(await sockets.enter(ref('4'), entering('silent', { max: 2 }))).toEqual(['2', '3'])
      expect(await sockets.enter(ref('5'), entering('any', { max: 1 }))).toEqual(['1', '4'])
    })

    test('events of a socket that is not counted change nothing', async () => {
      const sockets = await full()
      await sockets.spoke(ref('9'))
      await sockets.leave(ref('9'))
      expect(await sockets.enter(ref('4'), entering('none'))).toBeUndefined()
    })
  })
}
