import type { PaymentProviders } from '@/lib/server/ports/payments/payment-provider'
import { createRazorpayProvider, type RazorpaySettings } from './razorpay'
import { createSimulatedProvider } from './simulated'
import { createStripeProvider, type StripeSettings } from './stripe'

export interface PaymentSettings {
  readonly stripe: StripeSettings | undefined
  readonly razorpay: RazorpaySettings | undefined
  /** Whether payments may be simulated where neither is configured. */
  readonly simulated: boolean
}

/** The providers that are configured; the simulated one where there is none and it may be. */
export function createPaymentProviders({ stripe, razorpay, simulated }: PaymentSettings): PaymentProviders {
  return {
    ...(stripe && { stripe: createStripeProvider(stripe) }),
    ...(razorpay && { razorpay: createRazorpayProvider(razorpay) }),
    ...(!stripe && !razorpay && simulated && { simulated: createSimulatedProvider() }),
  }
}
