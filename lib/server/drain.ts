import type { Log } from './log'

/** Does one part of stopping; a failure is logged and does not keep the others from happening. */
export type Step = (name: string, action: () => Promise<void>) => Promise<void>

/** Whatever is not done by then is given up. */
const DRAIN_WITHIN_MS = 24_000

/**
 * Ends the process in order on a stop signal, then exit 0; exit 1 when it lasts too long.
 * A second signal ends it at once.
 */
export function drainOn(
  signals: readonly NodeJS.Signals[],
  log: Log,
  work: (step: Step) => Promise<void>,
): void {
  let isDraining = false

  async function drain(signal: string): Promise<void> {
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error('stopping took too long')
      process.exit(1)
    }, DRAIN_WITHIN_MS).unref()
    await work(async (name, action) => {
      try {
        await action()
      } catch (error) {
        log.error({ err: error, step: name }, 'a step of stopping failed')
      }
    })
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
