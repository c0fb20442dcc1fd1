import type { Clock } from '@/lib/client/clock'
import { createSoon, TOGETHER_MS } from '@/lib/client/soon'

/**
 * Puts together what changes one's coins and the news of it. Payments may be asked for five times a minute: never for what was
 * spent, and once for the answer to what one did and its news.
 *
 * @param onChange - whether a payment may have changed, too
 */
export function createWalletChanges(onChange: (isPayment: boolean) => void, clock: Pick<Clock, 'later'>) {
  let isPayment = false
  const soon = createSoon(
    () => {
      const was = isPayment
      isPayment = false
      onChange(was)
    },
    TOGETHER_MS,
    clock,
  )
  return {
    spent: () => soon.call(),
    paid() {
      isPayment = true
      soon.call()
    },
    stop: () => soon.stop(),
  }
}
