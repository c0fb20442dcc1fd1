import { expect, test } from 'vitest'
import { isSpent, returnedOrder } from './wallet-rest'

test.each([
  ['', undefined],
  ['?order=', undefined],
  ['?order=one', { orderId: 'one', proof: {} }],
  [
    '?order=one&razorpay_payment_id=pay_1&razorpay_signature=abc',
    { orderId: 'one', proof: { paymentId: 'pay_1', signature: 'abc' } },
  ],
  ['?order=one&razorpay_payment_id=pay_1', { orderId: 'one', proof: {} }],
])('whoever comes back by %j brings %o', (search, expected) => {
  expect(returnedOrder(search)).toEqual(expected)
})

test.each([
  { balance: 20, spent: true },
  { balance: 95, spent: true },
  { balance: 200, spent: false },
  { balance: 0, spent: false },
  { balance: 100, spent: false },
])('from 100 coins to $balance they went for something: $spent', ({ balance, spent }) => {
  const good = (price: number) => ({ good: 'gift' as const, price, lasts: null, choices: [] })
  expect(isSpent({ balance: 100, goods: [good(5), good(80)] }, balance)).toBe(spent)
})
