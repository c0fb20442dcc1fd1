import type { Order, PaymentNotice } from '@/lib/domain/payments/orders'
import type { PaymentProviderClient } from '@/lib/server/ports/payments/payment-provider'

/** What stands for a payment that was made. @see contracts, section 8 "payments" */
const PAID_BY = 'simulated'

/** No provider at all, and visibly so: whoever says that they paid has paid. */
export function createSimulatedProvider(): PaymentProviderClient {
  const notice = (order: Order, kind: PaymentNotice['kind'], amount: number): PaymentNotice => ({
    kind,
    orderId: order.id,
    checkoutId: order.checkoutId,
    paymentId: `${PAID_BY}_${order.id}`,
    amount,
    currency: order.currency,
  })
  return {
    openCheckout: async ({ id }) => ({ checkoutId: `${PAID_BY}_${id}`, checkoutUrl: null }),
    lookUp: async (order, { paymentId }) =>
      paymentId === PAID_BY ? notice(order, 'paid', order.price) : undefined,
    refund: async (order, total) => notice(order, 'refunded', total),
  }
}
