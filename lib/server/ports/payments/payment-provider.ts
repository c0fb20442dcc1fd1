import type { Order, PaymentNotice } from '@/lib/domain/payments/orders'
import type { NewCheckout } from './orders'

/** What a client brings from the provider's page. It proves nothing unless the provider says the same. */
export interface PaymentProof {
  readonly paymentId: string | undefined
  readonly signature: string | undefined
}

/** A webhook as it came. */
export interface Webhook {
  readonly bytes: Uint8Array
  readonly signature: string | undefined
}

/** A payment provider. Every method but `readWebhook` asks it, within seconds. @throws when it cannot be reached or refuses */
export interface PaymentProviderClient {
  /** Opens a page on which the order can be paid. Asked again for the same order, it is the same page. */
  openCheckout(
    order: Order,
    how: { readonly title: string; readonly returnUrl: string },
  ): Promise<NewCheckout>
  /** What has become of an order's payment; undefined: nothing yet. `forged`: the proof's signature is not the provider's. */
  lookUp(order: Order, proof: PaymentProof): Promise<PaymentNotice | 'forged' | undefined>
  /** Sends money back, once for each total. @returns what has gone back so far, all of it together */
  refund(order: Order, total: number): Promise<PaymentNotice>
  /**
   * `forged`: not signed by the provider. `malformed`: signed, and not in the form that it has. `other`: about nothing of ours.
   * Undefined: it sends none.
   */
  readonly readWebhook?: (webhook: Webhook) => Promise<PaymentNotice | 'forged' | 'malformed' | 'other'>
}

export type PaymentProviders = Readonly<Partial<Record<Order['provider'], PaymentProviderClient>>>
