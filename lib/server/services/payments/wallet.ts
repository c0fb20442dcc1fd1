import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { type GoodName, GOODS, isChoiceOf, type Possession } from '@/lib/domain/payments/goods'
import type { Ledger } from '@/lib/server/ports/payments/ledger'
import type { Clock } from '@/lib/server/ports/system'
import type { Settling } from './settling'

interface Deps {
  readonly ledger: Ledger
  readonly settling: Pick<Settling, 'walletChanged' | 'revenueChanged'>
  readonly clock: Clock
}

export interface SpendWish {
  readonly good: GoodName
  readonly choice: string | null
  /** The client's name for it: the same again is the same purchase. */
  readonly key: string
}

const REFUSALS = {
  unknown: 'USER_NOT_FOUND',
  'too-poor': 'INSUFFICIENT_COINS',
  another: 'SPENDING_KEY_USED',
} as const

export type WalletService = ReturnType<typeof createWallet>

/** A person's coins, and what they buy. */
export function createWallet({ ledger, settling, clock }: Deps) {
  return {
    async of({ userId }: Actor): Promise<{ balance: number; possessions: readonly Possession[] }> {
      const [balance, possessions] = await Promise.all([
        ledger.balance(userId),
        ledger.possessions(userId, clock.now()),
      ])
      return { balance, possessions }
    },

    /** Newest first, with whether there is more. */
    async lines({ userId }: Actor, query: { before?: string | undefined; limit: number }) {
      const found = await ledger.linesOf(userId, { ...query, limit: query.limit + 1 })
      return { lines: found.slice(0, query.limit), hasMore: found.length > query.limit }
    },

    /**
     * `again`: it was bought before by the same key.
     *
     * @throws INVALID_REQUEST, INSUFFICIENT_COINS, USER_NOT_FOUND, SPENDING_KEY_USED for another good or choice
     */
    async spend(
      { userId, tenantId }: Actor,
      { good, choice, key }: SpendWish,
    ): Promise<{ balance: number; possession: Possession | null; again: boolean }> {
      if (!isChoiceOf(good, choice))
        throw new DomainError('INVALID_REQUEST', { description: 'There is no such choice', field: 'choice' })
      const { price } = GOODS[good]
      const spent = await ledger.spend({ tenantId, userId, good, choice, price, key, at: clock.now() })
      if (!('balance' in spent)) throw new DomainError(REFUSALS[spent.outcome])
      const { balance, possession, outcome } = spent
      if (outcome === 'spent') {
        await settling.walletChanged(userId, balance)
        await settling.revenueChanged(tenantId)
      }
      return { balance, possession, again: outcome === 'again' }
    },
  }
}
