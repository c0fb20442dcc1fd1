import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import type { LedgerCheck } from '@/lib/server/ports/payments/ledger'
import { createLedgerSource } from './ledger-source'

const even: LedgerCheck = {
  transactions: 3,
  sums: [{ unit: 'coin', sum: 0 }],
  balances: [],
  lopsided: [],
  wrongWallets: [],
}

test('everything that does not add up counts, and the books are read once an hour', async () => {
  const clock = createFakeClock()
  let checks = 0
  let books = even
  const measure = createLedgerSource({
    clock,
    ledger: {
      check: async () => {
        checks += 1
        return books
      },
    },
  })
  expect(await measure()).toEqual({ value: 0, count: 1 })
  books = { ...even, sums: [{ unit: 'coin', sum: 5 }], lopsided: ['7'] }
  expect(await measure()).toEqual({ value: 0, count: 1 })
  await clock.advance(3_600_000)
  expect(await measure()).toEqual({ value: 2, count: 1 })
  expect(checks).toBe(2)
})
