import { expect, test } from 'vitest'
import type { UserRow } from '@/lib/client/admin/rest'
import { everyUser } from './every-user'

const ALL = Array.from({ length: 12_345 }, (_, index) => ({ userId: `u${index}` }) as UserRow)
const refusal = (code: number, more: object = {}) =>
  ({ ok: false, offline: false, code, message: '', description: '', ...more }) as const

function pages(size: number) {
  return async (last: UserRow | undefined) => {
    const from = last ? ALL.indexOf(last) + 1 : 0
    return {
      ok: true,
      data: { users: ALL.slice(from, from + size), hasMore: from + size < ALL.length },
    } as const
  }
}

test('more than 10,000 accounts come whole', async () => {
  expect(await everyUser(pages(100), async () => undefined)).toEqual(ALL)
})

test('after too many requests it waits as long as the server asks, and misses nothing', async () => {
  const waits: number[] = []
  let count = 0
  const page = pages(1_000)
  const strict = async (last: UserRow | undefined) => {
    count += 1
    if (count % 5 === 0) return refusal(1003, count === 5 ? { retryAfter: 7 } : {})
    return page(last)
  }
  expect(await everyUser(strict, async (seconds) => waits.push(seconds))).toEqual(ALL)
  expect(waits).toEqual([7, 60, 60])
})

test.each([refusal(2004), { ok: false, offline: true } as const])(
  'any other refusal ends it: %j',
  async (answer) => {
    expect(
      await everyUser(
        async () => answer,
        async () => undefined,
      ),
    ).toBe(answer)
  },
)
