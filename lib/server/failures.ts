import { isDomainError } from '@/lib/domain/errors'
import { createBus } from './adapters/system/bus'
import type { Clock } from './ports/system'

interface FailureLog {
  error(context: { err: unknown; [name: string]: unknown }, message: string): void
  debug(context: object, message: string): void
}

/** An engine is away for now: logged once where it is noticed, not by everything that fails because of it. */
export const isOutage = (error: unknown): boolean => isDomainError(error) && error.reason === 'UNAVAILABLE'

/** The bus, and the log of failures: each is also a domain event, of which the message, always the same words, is the kind. */
export function createFailures(log: FailureLog, clock: Clock) {
  const bus = createBus((error, { type, observer }) => {
    const context = { err: error, event: type, observer }
    const message = observer === undefined ? 'a reaction failed' : 'an observer failed'
    // A failure of the listener of failures is not published again.
    if (type === 'failure.noticed') log.error(context, message)
    else failures.error(context, message)
  })
  const failures = {
    error(context: { err: unknown; [name: string]: unknown }, message: string): void {
      if (isOutage(context.err)) return log.debug(context, message)
      log.error(context, message)
      void bus.signal({ type: 'failure.noticed', kind: message, at: clock.now() })
    },
  }
  return { bus, failures }
}

export type Failures = ReturnType<typeof createFailures>['failures']
