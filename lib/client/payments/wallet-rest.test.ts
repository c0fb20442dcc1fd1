import { expect, test } from 'vitest'
import { returnedOrder } from './wallet-rest'

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
