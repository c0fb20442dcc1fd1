import type { UserId } from '../ids'
import type { Gift } from '../payments/goods'
import type { PaymentProvider } from '../payments/orders'
import type { Session } from '../sessions'

export interface PaymentEvents {
  /** A person's coins are others than before. */
  'wallet.changed': { user: UserId; balance: number }
  /** A participant gave the other one a small gift. */
  'session.gift': { session: Session; giver: UserId; gift: Gift }
  /** Something of an order, or of what was spent, changed the figures. */
  'revenue.changed': Record<never, never>
}

export interface PaymentSignals {
  /** A payment provider did not answer, or refused; `reason` names nobody. */
  'payment-provider.failed': { provider: PaymentProvider; reason: string }
}
