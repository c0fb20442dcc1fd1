import type { z } from 'zod'

import { api, type Result } from '@/lib/client/api'
import type { Page } from '@/lib/client/payments/use-pages'
import type { paymentRest } from '@/lib/contracts/omegoo/payment-rest'
import type { LastingGood } from '@/lib/domain/payments/goods'
import type { CoinPackageName } from '@/lib/domain/payments/packages'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

export type Wallet = DataOf<typeof paymentRest.wallet>
export type CoinPackage = Wallet['packages'][number]
export type Good = Wallet['goods'][number]
export type OrderAnswer = DataOf<typeof paymentRest.createOrder>
export type Verified = DataOf<typeof paymentRest.verifyPayment>
export type Payment = DataOf<typeof paymentRest.paymentHistory>['payments'][number]
export type WalletLine = DataOf<typeof paymentRest.walletLines>['lines'][number]

/** Items of one page. */
const PAGE = 20
const pageQuery = (after: Readonly<Record<string, string>> | undefined) =>
  new URLSearchParams({ limit: String(PAGE), ...after }).toString()

/** Whether nothing is charged here: no provider is set up but the simulated one. */
export function isSimulated({ providers }: Pick<Wallet, 'providers'>): boolean {
  return providers.length > 0 && providers.every((name) => name === 'simulated')
}

/** Whether the coins went for something that they buy: then no payment has changed. @param balance - of now */
export function isSpent(before: Pick<Wallet, 'balance' | 'goods'>, balance: number): boolean {
  return before.goods.some(({ price }) => price === before.balance - balance)
}

/** What the wallet asks of the server. Refusals are results, never exceptions. */
export const walletRest = {
  wallet: () => api.get<Wallet>('/api/wallet'),
  /** Newest first; with `last`, those that are older. */
  async payments(last?: Payment): Promise<Result<Page<Payment>>> {
    const query = pageQuery(last && { before: last.createdAt, beforeId: last.orderId })
    const result = await api.get<{ payments: Payment[]; hasMore: boolean }>(`/api/payment/history?${query}`)
    if (!result.ok) return result
    const { payments: items, hasMore } = result.data
    return { ok: true, data: { items, hasMore } }
  },
  /** Likewise. */
  async lines(last?: WalletLine): Promise<Result<Page<WalletLine>>> {
    const query = pageQuery(last && { before: last.id })
    const result = await api.get<{ lines: WalletLine[]; hasMore: boolean }>(`/api/wallet/lines?${query}`)
    if (!result.ok) return result
    const { lines: items, hasMore } = result.data
    return { ok: true, data: { items, hasMore } }
  },
  order: (coinPackage: CoinPackageName, coins: number, paymentMethod: 'stripe' | 'razorpay') =>
    api.post<OrderAnswer>('/api/payment/create-order', { amount: coins, coinPackage, paymentMethod }),
  /** What the provider's page brought back is shown along; the server asks the provider in any case. */
  verify: (orderId: string, proof: { paymentId?: string; signature?: string } = {}) =>
    api.post<Verified>('/api/payment/verify', { orderId, ...proof }),
  spend: (good: LastingGood, choice: string | null, key: string) =>
    api.post<{ balance: number }>('/api/wallet/spend', { good, choice, key }),
}

/** What the address of the page holds when somebody comes back from paying; undefined: nobody does. */
export function returnedOrder(
  search: string,
): { orderId: string; proof: { paymentId?: string; signature?: string } } | undefined {
  const query = new URLSearchParams(search)
  const orderId = query.get('order')
  if (!orderId) return undefined
  const paymentId = query.get('razorpay_payment_id')
  const signature = query.get('razorpay_signature')
  return { orderId, proof: paymentId && signature ? { paymentId, signature } : {} }
}
