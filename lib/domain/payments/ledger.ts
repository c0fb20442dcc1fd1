import type { Millis, TenantId, UserId } from '../ids'
import type { Order, PaymentProvider } from './orders'

/**
 * The accounts of the books. Of coins: `wallet` is a person's; `issued` is what all wallets together were given, `spent` what
 * they paid for goods, and `written-off` what a refund could not take back, because it was spent. Of money: `provider` is what
 * the payment provider holds for us, `sales` what was earned, `tax` what is owed to the state, and `suspense` what came without
 * being the price of anything.
 */
export const LEDGER_ACCOUNTS = [
  'wallet',
  'issued',
  'spent',
  'written-off',
  'provider',
  'sales',
  'tax',
  'suspense',
] as const
export type LedgerAccountKind = (typeof LEDGER_ACCOUNTS)[number]

/** The unit of coins; every other unit is a currency (ISO 4217) in its smallest unit. */
export const COIN = 'coin'

export interface LedgerAccount {
  readonly kind: LedgerAccountKind
  readonly unit: string
  /** The person of a wallet, or the payment provider; empty: nobody's. */
  readonly owner: UserId | PaymentProvider | ''
}

export interface LedgerEntry extends LedgerAccount {
  /** A whole number, not 0. What an account was given is positive. */
  readonly amount: number
}

export const LEDGER_KINDS = ['purchase', 'refund', 'spend', 'mismatch'] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

/** What moves at one moment: entries whose amounts sum to zero in each unit. */
export interface LedgerTransaction {
  /** Two of a person with the same key are one. */
  readonly key: string
  readonly tenantId: TenantId
  readonly userId: UserId
  readonly kind: LedgerKind
  /** The order or the good that it is about. */
  readonly about: string
  /** Of the good; null: none, or it is not about a good. */
  readonly choice?: string | null
  readonly at: Millis
  readonly entries: readonly LedgerEntry[]
}

/** The sums by unit, of those that are not zero. */
function imbalance(entries: readonly Pick<LedgerEntry, 'unit' | 'amount'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { unit, amount } of entries) sums.set(unit, (sums.get(unit) ?? 0) + amount)
  return new Map([...sums].filter(([, sum]) => sum !== 0))
}

/** How a transaction changes a person's coins. */
export function walletChange({ entries }: Pick<LedgerTransaction, 'entries'>, user: UserId): number {
  const mine = entries.filter(({ kind, owner }) => kind === 'wallet' && owner === user)
  return mine.reduce((sum, { amount }) => sum + amount, 0)
}

/** @throws when they do not sum to zero: nothing may be written of them then */
function transaction(draft: LedgerTransaction): LedgerTransaction {
  const odd = imbalance(draft.entries)
  if (odd.size > 0) throw new Error(`Entries of ${draft.key} do not sum to zero`)
  return { ...draft, entries: draft.entries.filter(({ amount }) => amount !== 0) }
}

const coins = (kind: LedgerAccountKind, amount: number, owner: UserId = ''): LedgerEntry => ({
  kind,
  unit: COIN,
  owner,
  amount,
})

type Paid = Pick<Order, 'id' | 'tenantId' | 'userId' | 'provider' | 'currency' | 'price' | 'tax' | 'coins'>

const money = ({ currency: unit, provider }: Paid, amount: number, tax: number): LedgerEntry[] => [
  { kind: 'provider', unit, owner: provider, amount },
  { kind: 'sales', unit, owner: '', amount: -(amount - tax) },
  { kind: 'tax', unit, owner: '', amount: -tax },
]

/** The price of an order arrives, and its coins are handed out. */
export function purchase(order: Paid, at: Millis): LedgerTransaction {
  const { id, tenantId, userId } = order
  const entries = [
    coins('wallet', order.coins, userId),
    coins('issued', -order.coins),
    ...money(order, order.price, order.tax),
  ]
  return transaction({ key: `purchase:${id}`, tenantId, userId, kind: 'purchase', about: id, at, entries })
}

/**
 * Money goes back, and coins with it: as many as the wallet still has, the rest is written off.
 *
 * @param back - in all so far, and now: `refunded` in the smallest unit, `coins` of the order
 * @param balance - of the wallet
 */
export function refund(
  order: Paid,
  back: { readonly total: number; readonly amount: number; readonly tax: number; readonly coins: number },
  balance: number,
  at: Millis,
): LedgerTransaction {
  const { id, tenantId, userId } = order
  const taken = Math.min(back.coins, balance)
  const entries = [
    coins('wallet', -taken, userId),
    coins('written-off', taken - back.coins),
    coins('issued', back.coins),
    ...money(order, -back.amount, -back.tax),
  ]
  return transaction({
    key: `refund:${id}:${back.total}`,
    tenantId,
    userId,
    kind: 'refund',
    about: id,
    at,
    entries,
  })
}

/** Money that is not the price of its order; it buys nothing, and waits to be sent back. `amount` < 0: it was. */
export function unexplained(
  { id, tenantId, userId, provider }: Paid,
  got: { readonly amount: number; readonly currency: string; readonly key: string },
  at: Millis,
): LedgerTransaction {
  const entry = { unit: got.currency, owner: '' } as const
  const entries: LedgerEntry[] = [
    { ...entry, kind: 'provider', owner: provider, amount: got.amount },
    { ...entry, kind: 'suspense', amount: -got.amount },
  ]
  return transaction({ key: got.key, tenantId, userId, kind: 'mismatch', about: id, at, entries })
}

/** A person pays for a good. */
export function spend(
  {
    tenantId,
    userId,
    key,
    good,
    choice,
    price,
  }: {
    readonly tenantId: TenantId
    readonly userId: UserId
    readonly key: string
    readonly good: string
    readonly choice: string | null
    readonly price: number
  },
  at: Millis,
): LedgerTransaction {
  const entries = [coins('wallet', -price, userId), coins('spent', price)]
  return transaction({
    key: `spend:${key}`,
    tenantId,
    userId,
    kind: 'spend',
    about: good,
    choice,
    at,
    entries,
  })
}
