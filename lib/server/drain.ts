import type { Log } from './log'

/** Whatever is not done by then is given up. */
const DRAIN_WITHIN_MS = 24_000

/**
 * Ends the process in order when told to: each step after the one before, then exit 0; exit 1 when it takes too long.
 * A second signal ends it at once.
 */
export function drainOn(
  signals: readonly NodeJS.Signals[],
  log: Log,
  steps: readonly (() => Promise<void> | void)[],
): void {
  let isDraining = false

  async function drain(signal: string): Promise<void> {
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error('stopping took too long')
      process.exit(1)
    }, DRAIN_WITHIN_MS).unref()
    for (const step of steps) {
      try {
        await step()
      } catch (error) {
        log.error({ err: error }, 'a step of stopping failed')
      }
    }
    log.info('stopped')
    process.exit(0)
  }

  for (const signal of signals) {
    process.on(signal, () => {
      if (isDraining) process.exit(1)
      isDraining = true
      void drain(signal)
    })
  }
}
