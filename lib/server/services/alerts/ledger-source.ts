import type { Measured } from '@/lib/domain/alerts'
import { DEFAULT_TENANT, type Millis } from '@/lib/domain/ids'
import type { Ledger } from '@/lib/server/ports/payments/ledger'
import type { Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly ledger: Pick<Ledger, 'check'>
  readonly clock: Clock
}

/** A check reads all of the books, so that it is made this often only; in between its answer stands. */
const CHECK_MS: Millis = 3_600_000

/** How much of the books does not add up: units whose entries do not sum to zero, odd transactions, and wrong wallets. */
export function createLedgerSource({ ledger, clock }: Deps): () => Promise<Measured> {
  let checkedAt: Millis = -Infinity
  let wrong = 0
  return async () => {
    const now = clock.now()
    if (now - checkedAt >= CHECK_MS) {
      const { sums, lopsided, wrongWallets } = await ledger.check(DEFAULT_TENANT)
      wrong = sums.filter(({ sum }) => sum !== 0).length + lopsided.length + wrongWallets.length
      checkedAt = now
    }
    return { value: wrong, count: 1 }
  }
}
