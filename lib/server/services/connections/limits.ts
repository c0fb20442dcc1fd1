import { DomainError } from '@/lib/domain/errors'
import { LIMITS, type LimitName, scaled } from '@/lib/domain/limits'
import type { Limiter } from '@/lib/server/ports/connections/limiter'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  /** Of all processes. */
  readonly limiter: Limiter
  /** Of this process: what counts per connection is known nowhere else. */
  readonly ownLimiter: Limiter
  readonly clock: Clock
  readonly bus: Bus
  /** Multiplies every limit; for load tests. */
  readonly factor: number
}

/** Counts what people do against the limits' table. */
export function createLimits({ limiter, ownLimiter, clock, bus, factor }: Deps) {
  return {
    /**
     * Counts one attempt of `who` (an address, an account …) at `scope` (an endpoint; empty for one count over all).
     *
     * @throws RATE_LIMIT_EXCEEDED with `retryAfter` in seconds
     */
    async consume(name: LimitName, who: string, scope = ''): Promise<void> {
      const { max, windowMs, per } = LIMITS[name]
      const at = clock.now()
      const counter = per === 'connection' ? ownLimiter : limiter
      const verdict = await counter.consume(
        `${name} ${scope} ${who}`,
        { max: scaled(max, factor), windowMs },
        at,
      )
      if (verdict.allowed) return
      await bus.signal({ type: 'limit.exceeded', limit: name, at })
      throw new DomainError('RATE_LIMIT_EXCEEDED', {
        retryAfter: Math.max(1, Math.ceil(verdict.retryAfterMs / 1_000)),
      })
    },
  }
}

export type LimitsService = ReturnType<typeof createLimits>
