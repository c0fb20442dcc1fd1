import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PaymentNotice, refundOf, stepsFor } from './orders'

const unpaid = {
  status: 'created',
  failure: null,
  price: 199,
  currency: 'USD',
  received: 0,
  receivedCurrency: null,
  refunded: 0,
  dispute: null,
} as const
const paidFor = { ...unpaid, status: 'paid', received: 199, receivedCurrency: 'USD' } as const
const surplus = { ...unpaid, status: 'failed', failure: 'surplus' } as const
const heldOf = (amount: number, currency = 'USD') => ({ do: 'hold', amount, currency })
const says = (kind: PaymentNotice['kind'], amount = 0, currency = 'USD'): PaymentNotice => ({
  kind,
  orderId: 'order',
  checkoutId: null,
  paymentId: null,
  amount,
  currency,
})

test.each([
  ['the price', unpaid, says('paid', 199), [{ do: 'pay' }]],
  ['the price, again', paidFor, says('paid', 199), []],
  ['another price', unpaid, says('paid', 198), [{ do: 'hold', amount: 198, currency: 'USD' }]],
  ['another currency', unpaid, says('paid', 199, 'JPY'), [{ do: 'hold', amount: 199, currency: 'JPY' }]],
  ['a refused card, after which another may follow', unpaid, says('declined'), []],
  ['the end of the page', unpaid, says('expired'), [{ do: 'fail', failure: 'abandoned' }]],
  ['the end of the page of what was paid', paidFor, says('expired'), []],
  ['a refund', paidFor, says('refunded', 50), [{ do: 'return', total: 50 }]],
  ['a refund that is known', { ...paidFor, refunded: 50 }, says('refunded', 50), []],
  ['an earlier refund', { ...paidFor, refunded: 60 }, says('refunded', 50), []],
  ['a refund of more than came', paidFor, says('refunded', 500), [{ do: 'return', total: 199 }]],
  ['a refund before its payment', unpaid, says('refunded', 50), [{ do: 'pay' }, { do: 'return', total: 50 }]],
  ['a refund in another currency', paidFor, says('refunded', 60, 'JPY'), []],
  [
    'a refund of another price before its payment',
    unpaid,
    says('refunded', 300),
    [heldOf(300), { do: 'return', total: 300 }],
  ],
  [
    'a refund in another currency before its payment',
    unpaid,
    says('refunded', 60, 'JPY'),
    [heldOf(60, 'JPY'), { do: 'return', total: 60 }],
  ],
  ['a second payment of the price', surplus, says('paid', 199), [heldOf(199)]],
  [
    'a second payment, after its return was told',
    { ...surplus, received: 50, receivedCurrency: 'USD', refunded: 50 },
    says('paid', 199),
    [heldOf(199)],
  ],
  ['a second payment again', { ...surplus, received: 199, receivedCurrency: 'USD' }, says('paid', 199), []],
  ['a dispute of a second payment', surplus, says('dispute-lost'), [{ do: 'dispute', dispute: 'lost' }]],
  ['a dispute', paidFor, says('disputed'), [{ do: 'dispute', dispute: 'open' }]],
  ['a dispute again', { ...paidFor, dispute: 'open' as const }, says('disputed'), []],
  ['a dispute after its end', { ...paidFor, dispute: 'won' as const }, says('disputed'), []],
])('%s', (_, order, notice, steps) => {
  expect(stepsFor(order, notice)).toEqual(steps)
})

test('parts of a refund are the whole, however it is cut', () => {
  const order = { price: 199, tax: 32, coins: 100, refunded: 0, coinsTaken: 0 }
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 199 }), { maxLength: 6 }), (cuts) => {
      let [now, tax, amount] = [order, 0, 0]
      for (const total of [...cuts.filter((cut) => cut < 199).toSorted((a, b) => a - b), 199]) {
        const part = refundOf(now, total)
        expect(Math.min(part.amount, part.tax, part.coins)).toBeGreaterThanOrEqual(0)
        ;[tax, amount] = [tax + part.tax, amount + part.amount]
        now = { ...now, refunded: total, coinsTaken: now.coinsTaken + part.coins }
      }
      expect([amount, tax, now.coinsTaken]).toEqual([199, 32, 100])
    }),
  )
})
