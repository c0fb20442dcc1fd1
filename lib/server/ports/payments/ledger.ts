import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { GoodName, Possession } from '@/lib/domain/payments/goods'
import type {
  LedgerAccount,
  LedgerAccountKind,
  LedgerKind,
  LedgerTransaction,
} from '@/lib/domain/payments/ledger'

/** What a person buys with coins. */
export interface Purchase {
  readonly tenantId: TenantId
  readonly userId: UserId
  readonly good: GoodName
  readonly choice: string | null
  /** In coins. */
  readonly price: number
  /** The client's name for it: the same again is the same purchase. */
  readonly key: string
  readonly at: Millis
}

/** `again`: it was made before, and nothing was paid now. `another`: its key stands for another purchase. */
export type Spent =
  | { readonly outcome: 'spent' | 'again'; readonly balance: number; readonly possession: Possession | null }
  | { readonly outcome: 'too-poor' | 'unknown' | 'another' }

/** A line of a person's coins. */
export interface WalletLine {
  /** Its name among the person's own, which says nothing of others' lines. */
  readonly id: string
  readonly kind: LedgerKind
  readonly about: string
  readonly amount: number
  readonly at: Millis
}

/** A transaction as the books have it. */
export interface BookedTransaction extends LedgerTransaction {
  readonly id: string
}

export interface LedgerQuery {
  readonly user?: UserId | undefined
  /** An order, or a good. */
  readonly about?: string | undefined
  readonly kind?: LedgerKind | undefined
  readonly account?: LedgerAccountKind | undefined
  /** Ids strictly smaller. */
  readonly before?: string | undefined
  readonly limit: number
}

/** Whether the books add up. Each list holds at most 20. */
export interface LedgerCheck {
  readonly transactions: number
  /** All entries summed up, by unit: zero each. */
  readonly sums: readonly { readonly unit: string; readonly sum: number }[]
  /** What each kind of account holds. */
  readonly balances: readonly (Omit<LedgerAccount, 'owner'> & { readonly balance: number })[]
  /** Transactions whose entries do not sum to zero. */
  readonly lopsided: readonly string[]
  /** People whose coins are not what their entries say. */
  readonly wrongWallets: readonly {
    readonly user: UserId
    readonly coins: number
    readonly entries: number
  }[]
}

/** The books. What orders write in them is the port `Orders`. */
export interface Ledger {
  balance(user: UserId): Promise<number>
  /**
   * Pays for a good and hands it out, in one transaction: of any number at the same time only as many succeed as there are coins
   * for.
   */
  spend(purchase: Purchase): Promise<Spent>
  /** What a person has at `now`; cheap also for thousands at once. */
  possessions(user: UserId, now: Millis): Promise<readonly Possession[]>
  /** Newest first, after the line `before` where it is given; nothing after one that is not the person's. */
  linesOf(
    user: UserId,
    query: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly WalletLine[]>
  /** Newest first. */
  page(tenant: TenantId, query: LedgerQuery): Promise<readonly BookedTransaction[]>
  /** Reads all of the books: for a person who asks, not for a figure that is shown. */
  check(tenant: TenantId): Promise<LedgerCheck>
}
