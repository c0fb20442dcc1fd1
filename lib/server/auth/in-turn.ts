import { DomainError } from '@/lib/domain/errors'
import { createFairQueue, type FairQueueSize } from '@/lib/domain/fair-queue'
import type { Asker } from '@/lib/server/ports/accounts/secrets'

/** How long a full queue needs, roughly. */
const RETRY_AFTER_SECONDS = 5

/**
 * Runs costly jobs in order. A job whose caller has gone before it begins is not done at all.
 *
 * @param onRefused - called for each job that is refused
 */
export function createInTurn(size: FairQueueSize, onRefused: () => void) {
  const queue = createFairQueue(size)

  /** @throws UNAVAILABLE with `retryAfter` when too many wait, and when the asker has gone */
  return <T>({ address, signal }: Asker, job: () => Promise<T>): Promise<T> => {
    if (signal?.aborted) return Promise.reject(new DomainError('UNAVAILABLE'))
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const giveUp = () => {
      leave()
      reject(new DomainError('UNAVAILABLE'))
    }
    const start = () => {
      signal?.removeEventListener('abort', giveUp)
      void job().then(resolve, reject).finally(queue.done)
    }
    const refuse = () => {
      signal?.removeEventListener('abort', giveUp)
      reject(new DomainError('UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS }))
      onRefused()
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    const leave = queue.enter(address, { start, refuse })
    return promise
  }
}
