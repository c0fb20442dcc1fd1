/** The packages of the document. @see spec/omegoo.md "POST /api/payment/create-order" */
export const COIN_PACKAGES = ['basic', 'premium', 'mega'] as const
export type CoinPackageName = (typeof COIN_PACKAGES)[number]

/** What one can buy, and for how much. */
export interface CoinPackage {
  readonly name: CoinPackageName
  readonly coins: number
  /** What is charged, in the currency's smallest unit, tax included. */
  readonly price: number
  /** ISO 4217, upper case. */
  readonly currency: string
  /** Hundredths of a per cent of the net price; 0: none. */
  readonly taxBasisPoints: number
}

export type CoinPackages = Readonly<Record<CoinPackageName, CoinPackage>>

const usual = (name: CoinPackageName, coins: number, price: number): CoinPackage => ({
  name,
  coins,
  price,
  currency: 'USD',
  taxBasisPoints: 0,
})

/** What is sold where COIN_PACKAGES names nothing else. */
export const USUAL_PACKAGES: CoinPackages = {
  basic: usual('basic', 100, 199),
  premium: usual('premium', 550, 899),
  mega: usual('mega', 1_200, 1_699),
}

const MAX_COINS = 1_000_000
const MAX_PRICE = 100_000_000
const FORM = /^(basic|premium|mega)=(\d{1,7}):(\d{1,9}):([A-Z]{3})(?::(\d{1,2}(?:\.\d{1,2})?))?$/

/**
 * Reads `basic=100:199:USD:19,premium=…`: coins, price in the smallest unit, currency, and the per cent of tax in it, which
 * may be left out. What is not named stays as usual.
 *
 * @returns undefined when any of it does not have that form, or a number is out of bounds
 */
export function packagesIn(text: string): CoinPackages | undefined {
  const packages: Record<CoinPackageName, CoinPackage> = { ...USUAL_PACKAGES }
  const seen = new Set<string>()
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue
    const [, name, coins, price, currency, tax = '0'] = FORM.exec(part) ?? []
    if (!isPackage(name) || seen.has(name) || currency === undefined) return undefined
    seen.add(name)
    const read = {
      name,
      coins: Number(coins),
      price: Number(price),
      currency,
      taxBasisPoints: Math.round(Number(tax) * 100),
    }
    const fits = read.coins >= 1 && read.coins <= MAX_COINS && read.price >= 1 && read.price <= MAX_PRICE
    if (!fits) return undefined
    packages[name] = read
  }
  return packages
}

function isPackage(name: string | undefined): name is CoinPackageName {
  return COIN_PACKAGES.some((one) => one === name)
}

/** The tax that a price holds, in the smallest unit, rounded half up. */
export function taxIn({ price, taxBasisPoints }: Pick<CoinPackage, 'price' | 'taxBasisPoints'>): number {
  return Math.round((price * taxBasisPoints) / (10_000 + taxBasisPoints))
}
