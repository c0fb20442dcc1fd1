import { describe, expect, test } from 'vitest'
import { type LiveRecords, RECORD_LEASE_MS } from './live-records'

const T0 = 1_800_000_000_000
const FIVE = ['ann', 'bob', 'cat', 'dan', 'eve']
const call = { id: 'c1', users: FIVE, deadline: T0 + 60_000 }

/** Holds for every adapter of `LiveRecords`. `open` gives one without records each time. */
export function liveRecordsSuite(open: () => Promise<LiveRecords>): void {
  async function withCall() {
    const records = await open()
    expect(await records.enter(call, T0)).toEqual([])
    return records
  }
  const currents = async (records: LiveRecords, users: readonly string[] = FIVE) => {
    const found = []
    for (const user of users) found.push(await records.current(user))
    expect(await records.among(users)).toEqual(found)
    return found
  }
  const dueIds = async (records: LiveRecords, now: number, limit = 10) =>
    (await records.leaseDue(now, limit)).map(({ id }) => id)

  describe('LiveRecords: who is in one', () => {
    test('a record has as many people as it is entered with, and each is in one', async () => {
      const records = await withCall()
      expect(await currents(records)).toEqual(FIVE.map(() => 'c1'))
      expect([await records.current('fay'), records.size()]).toEqual([undefined, 1])
    })

    test('people are entered all or none, and those who are busy are named', async () => {
      const records = await withCall()
      const other = { id: 'c2', users: ['fay', 'bob', 'gil', 'eve'], deadline: T0 }
      expect(await records.enter(other, T0)).toEqual(['bob', 'eve'])
      expect(await currents(records, ['fay', 'gil'])).toEqual([undefined, undefined])
      expect([await dueIds(records, T0), records.size()]).toEqual([[], 1])
    })

    test('records are listed by when they are due, a stretch at a time', async () => {
      const records = await open()
      for (const [index, user] of ['ann', 'bob', 'cat'].entries())
        await records.enter({ id: `c${index}`, users: [user], deadline: T0 - index }, T0)
      expect(await records.list(0, 2)).toEqual(['c2', 'c1'])
      expect(await records.list(2, 2)).toEqual(['c0'])
      await records.close('c1', ['bob'], T0)
      expect(await records.list(0, 9)).toEqual(['c2', 'c0'])
    })

    test('a record entered again is the same, with the deadline that it has', async () => {
      const records = await withCall()
      expect(await records.enter({ ...call, deadline: T0 }, T0)).toEqual([])
      expect([await dueIds(records, T0), records.size()]).toEqual([[], 1])
    })

    test('one person joins, and leaves while the record goes on', async () => {
      const records = await withCall()
      expect(await records.join('c1', 'fay', T0 + 1)).toBe('joined')
      expect(await records.join('c1', 'fay', T0 + 1)).toBe('joined')
      await records.leave('c1', 'bob', ['ann', 'fay'], T0 + 2)
      expect(await currents(records, ['ann', 'bob', 'fay'])).toEqual(['c1', undefined, 'c1'])
      expect(await records.last('bob', T0 + 3)).toEqual({ id: 'c1', others: ['ann', 'fay'], at: T0 + 2 })
      expect(await records.enter({ id: 'c2', users: ['bob'], deadline: T0 }, T0 + 3)).toEqual([])
      expect(await records.join('c1', 'bob', T0 + 4)).toBe('busy')
    })

    test('leaving a record that one is not in changes nothing', async () => {
      const records = await withCall()
      await records.leave('c2', 'bob', ['ann'], T0)
      expect([await records.current('bob'), await records.last('bob', T0)]).toEqual(['c1', undefined])
    })

    test('a record that is closed, or was never entered, cannot be joined', async () => {
      const records = await withCall()
      expect(await records.join('c2', 'fay', T0)).toBe('over')
      await records.close('c1', FIVE, T0)
      expect(await records.join('c1', 'fay', T0)).toBe('over')
      expect(await records.current('fay')).toBeUndefined()
    })

    test('of many calls that close a record one is the first, and all of its people are out', async () => {
      const records = await withCall()
      const closings = await Promise.all([1, 2, 3].map(async () => records.close('c1', FIVE, T0 + 5)))
      expect(closings.filter(Boolean)).toHaveLength(1)
      expect([await currents(records), records.size()]).toEqual([FIVE.map(() => undefined), 0])
      expect(await dueIds(records, call.deadline)).toEqual([])
      const others = ['bob', 'cat', 'dan', 'eve']
      expect(await records.last('ann', T0 + 6)).toEqual({ id: 'c1', others, at: T0 + 5 })
    })

    test('closing spares a person who is in another record by then', async () => {
      const records = await withCall()
      await records.leave('c1', 'bob', [], T0)
      await records.enter({ id: 'c2', users: ['bob'], deadline: T0 + 9 }, T0)
      await records.close('c1', FIVE, T0)
      expect([await records.current('bob'), records.size()]).toEqual(['c2', 1])
    })

    test('a record of one has no others', async () => {
      const records = await open()
      await records.enter({ id: 'c1', users: ['ann'], deadline: T0 }, T0)
      await records.close('c1', ['ann'], T0)
      expect(await records.last('ann', T0)).toEqual({ id: 'c1', others: [], at: T0 })
    })
  })

  describe('LiveRecords: when one is due', () => {
    test('a record is due at its deadline, and leased to the process that claims it', async () => {
      const records = await withCall()
      expect(await records.leaseDue(call.deadline - 1, 10)).toEqual([])
      const leasedUntil = call.deadline + RECORD_LEASE_MS
      expect(await records.leaseDue(call.deadline, 10)).toEqual([{ id: 'c1', leasedUntil }])
      expect(await dueIds(records, leasedUntil - 1)).toEqual([])
    })

    test('a record whose process died over it is due again after the lease', async () => {
      const records = await withCall()
      await records.leaseDue(call.deadline, 10)
      const again = call.deadline + RECORD_LEASE_MS
      expect(await dueIds(records, again)).toEqual(['c1'])
      expect(await records.close('c1', FIVE, again)).toBe(true)
      expect(await dueIds(records, again + RECORD_LEASE_MS)).toEqual([])
    })

    test('a record that goes on is due when it is postponed to', async () => {
      const records = await withCall()
      const [due] = await records.leaseDue(call.deadline, 10)
      await records.postpone(due!, call.deadline + 60_000, FIVE)
      expect(await dueIds(records, call.deadline + 59_999)).toEqual([])
      expect(await dueIds(records, call.deadline + 60_000)).toEqual(['c1'])
    })

    test('a deadline is brought forward, and never put off by that', async () => {
      const records = await withCall()
      expect(await records.bringForward('dan', T0 + 10)).toBe('c1')
      expect(await records.bringForward('ann', T0 + 20)).toBe('c1')
      expect(await records.bringForward('fay', T0)).toBeUndefined()
      expect(await dueIds(records, T0 + 10)).toEqual(['c1'])
    })

    test.each([1_000, 10_000_000])(
      'a deadline brought forward by %i ms while the record is leased is not postponed over',
      async (ms) => {
        const records = await withCall()
        const [due] = await records.leaseDue(call.deadline, 10)
        await records.bringForward('eve', call.deadline + ms)
        await records.postpone(due!, call.deadline + 60_000, FIVE)
        expect(await dueIds(records, call.deadline + RECORD_LEASE_MS)).toEqual(['c1'])
      },
    )

    test('a closed record is not postponed', async () => {
      const records = await withCall()
      const [due] = await records.leaseDue(call.deadline, 10)
      await records.close('c1', FIVE, call.deadline)
      await records.postpone(due!, call.deadline + 1, FIVE)
      expect([await dueIds(records, call.deadline + 60_000), records.size()]).toEqual([[], 0])
    })

    test('the longest due come first, as many as are asked for', async () => {
      const records = await open()
      for (const n of [3, 1, 2]) {
        await records.enter({ id: `c${n}`, users: [`user ${n}`], deadline: T0 + n }, T0)
      }
      expect(await dueIds(records, T0 + 9, 2)).toEqual(['c1', 'c2'])
      expect(await dueIds(records, T0 + 9, 2)).toEqual(['c3'])
    })
  })
}
