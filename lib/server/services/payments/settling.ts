import { DomainError } from '@/lib/domain/errors'
import type { TenantId, UserId } from '@/lib/domain/ids'
import type { Order, PaymentNotice, PaymentProvider } from '@/lib/domain/payments/orders'
import { toHolders, toUser } from '@/lib/domain/topics'
import type { Orders, Settled } from '@/lib/server/ports/payments/orders'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly orders: Orders
  readonly clock: Clock
  readonly bus: Bus
}

/** Saves what providers say, and lets those know whom it concerns. */
export function createSettling({ orders, clock, bus }: Deps) {
  const walletChanged = (user: UserId, balance: number) =>
    bus.publish({ type: 'wallet.changed', user, balance, at: clock.now(), audience: [toUser(user)] })
  const revenueChanged = (tenant: TenantId) =>
    bus.publish({ type: 'revenue.changed', at: clock.now(), audience: [toHolders(tenant, 'admin.revenue')] })

  /** Tells the operator what is the matter with a provider; `reason` names nobody. */
  const noted = (provider: PaymentProvider, reason: string) =>
    bus.signal({ type: 'payment-provider.failed', provider, reason, at: clock.now() })

  return {
    walletChanged,
    revenueChanged,
    noted,

    /** Undefined: the notice is about no order of ours. */
    async settle(provider: Order['provider'], notice: PaymentNotice): Promise<Settled | undefined> {
      const settled = await orders.settle(provider, notice, clock.now())
      if (!settled?.changed) return settled
      const { order, balance } = settled
      if (balance !== null) await walletChanged(order.userId, balance)
      await revenueChanged(order.tenantId)
      return settled
    },

    /** Asks a provider; a failure is noted. @throws UNAVAILABLE */
    async asked<T>(provider: PaymentProvider, ask: () => Promise<T>): Promise<T> {
      try {
        return await ask()
      } catch (error) {
        const reason = error instanceof Error ? error.message.slice(0, 200) : 'no reason given'
        await noted(provider, reason)
        throw new DomainError('UNAVAILABLE')
      }
    },
  }
}

export type Settling = ReturnType<typeof createSettling>
