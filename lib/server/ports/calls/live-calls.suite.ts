import { describe, expect, test } from 'vitest'
import { type Call, place } from '@/lib/domain/calls/call'
import { add, answer, expire, leave, refuse } from '@/lib/domain/calls/steps'
import type { LiveCalls } from './live-calls'

const T0 = 1_800_000_000_000
let made = 0

function newCall(users: readonly string[], isGroup = false): Call {
  const [placer = '', ...called] = users
  const named = (user: string) => ({ user, displayName: null })
  const about = { tenantId: 't', callType: 'audio', isGroup, takesAnswer: false, visit: null } as const
  return place(
    {
      ...about,
      id: `call-${(made += 1)}`,
      placer: named(placer),
      connection: `${placer}-1`,
      called: called.map(named),
    },
    T0,
  )
}

/** Holds for every adapter of `LiveCalls`. `open` gives one without calls each time. */
export function liveCallsSuite(open: () => Promise<LiveCalls>): void {
  async function withCall(users = ['ann', 'bob'], isGroup = false) {
    const calls = await open()
    const call = newCall(users, isGroup)
    expect(await calls.begin(call, T0)).toEqual([])
    return { calls, call }
  }

  describe('LiveCalls', () => {
    test('a call is found by its id and by each of its people, and each is in one', async () => {
      const { calls, call } = await withCall()
      expect(await Promise.all(['ann', 'bob', 'cat'].map((user) => calls.ofUser(user)))).toEqual([
        call,
        call,
        undefined,
      ])
      expect([await calls.find(call.id), calls.size()]).toEqual([call, 1])
      const other = newCall(['cat', 'bob'])
      expect(await calls.begin(other, T0)).toEqual(['bob'])
      expect([await calls.ofUser('cat'), (await calls.ofUser('bob'))?.id]).toEqual([undefined, call.id])
      expect((await calls.list(0, 10)).calls.map(({ id }) => id)).toEqual([call.id])
    })

    test('a rule changes it, or not, and what it throws changes nothing', async () => {
      const { calls, call } = await withCall()
      const changed = await calls.change(call.id, (before) => answer(before, 'bob', 'bob-1', T0), T0)
      expect([changed?.before, changed?.after]).toEqual([call, await calls.find(call.id)])
      const same = await calls.change(call.id, () => undefined, T0)
      expect(same?.before).toEqual(same?.after)
      await expect(calls.change(call.id, (before) => answer(before, 'bob', 'bob-2', T0), T0)).rejects.toThrow(
        'answered',
      )
      expect(await calls.change('none', (before) => before, T0)).toBeUndefined()
      expect(await calls.talking(['ann', 'bob', 'cat'])).toEqual(new Set(['ann', 'bob']))
    })

    test('of two who answer at once, or hang up at once, one does', async () => {
      const { calls, call } = await withCall()
      const answers = ['bob-1', 'bob-2'].map((connection) =>
        calls
          .change(call.id, (before) => answer(before, 'bob', connection, T0), T0)
          .then(
            () => 'answered',
            () => 'late',
          ),
      )
      expect((await Promise.all(answers)).toSorted()).toEqual(['answered', 'late'])
      const ends = ['ann', 'bob'].map((user) =>
        calls.change(call.id, (before) => leave(before, user, T0), T0).catch(() => undefined),
      )
      expect((await Promise.all(ends)).filter((one) => one !== undefined)).toHaveLength(1)
    })

    test('after its end everybody is free, at once', async () => {
      const { calls, call } = await withCall()
      const ended = await calls.change(call.id, (before) => refuse(before, 'bob', T0), T0)
      expect(ended?.after.end?.why).toBe('rejected')
      expect([await calls.ofUser('ann'), await calls.ofUser('bob'), await calls.find(call.id)]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(calls.size()).toBe(0)
      expect(await calls.begin(newCall(['bob', 'ann']), T0)).toEqual([])
    })

    test('whom a rule puts out of a group is free, the others stay', async () => {
      const { calls, call } = await withCall(['ann', 'bob', 'cat'], true)
      await calls.change(call.id, (before) => answer(before, 'bob', 'bob-1', T0), T0)
      await calls.change(call.id, (before) => refuse(before, 'cat', T0), T0)
      expect(await calls.ofUser('cat')).toBeUndefined()
      expect((await calls.ofUser('bob'))?.id).toBe(call.id)
    })

    test('a place is held for one more, who may be busy, and given up', async () => {
      const { calls, call } = await withCall(['ann', 'bob'], true)
      await calls.begin(newCall(['dan', 'eve']), T0)
      expect(await calls.reserve(call.id, 'dan', T0)).toBe('busy')
      expect(await calls.reserve('none', 'cat', T0)).toBe('over')
      expect(await calls.reserve(call.id, 'cat', T0)).toBe('reserved')
      expect(await calls.begin(newCall(['cat', 'fay']), T0)).toEqual(['cat'])
      await calls.change(call.id, (before) => add(before, { user: 'cat', displayName: null }, T0), T0)
      expect((await calls.ofUser('cat'))?.id).toBe(call.id)
      expect(await calls.reserve(call.id, 'gil', T0)).toBe('reserved')
      await calls.release(call.id, 'gil', T0)
      expect(await calls.begin(newCall(['gil', 'hal']), T0)).toEqual([])
    })

    test('time ends what rings, each once, and not before', async () => {
      const { calls, call } = await withCall()
      await calls.begin(newCall(['cat', 'dan']), T0 + 5_000)
      expect(await calls.expire(T0 + 29_999, 10, (one, now) => expire(one, now))).toEqual([])
      const due = await calls.expire(T0 + 30_000, 10, (one, now) => expire(one, now))
      expect(due.map(({ after }) => [after.id, after.end?.why])).toContainEqual([call.id, 'missed'])
      const again = await calls.expire(T0 + 40_000, 10, (one, now) => expire(one, now))
      expect(again.map(({ after }) => after.id)).not.toContain(call.id)
      expect(await calls.ofUser('bob')).toBeUndefined()
    })

    test('a call that is answered is due again and again, and stays', async () => {
      const { calls, call } = await withCall()
      await calls.change(call.id, (before) => answer(before, 'bob', 'bob-1', T0), T0)
      for (let now = T0; now < T0 + 4 * 60 * 60_000; now += 10 * 60_000)
        expect(await calls.expire(now, 10, (one, at) => expire(one, at))).toEqual([])
      expect((await calls.ofUser('bob'))?.id).toBe(call.id)
    })
  })
}
