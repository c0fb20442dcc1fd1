import { setTimeout as wait } from 'node:timers/promises'

const LOOK_EVERY_MS = 50

/** Waits until something holds. @returns how long it took, ms; undefined when it did not hold in time */
export async function until(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<number | undefined> {
  const since = performance.now()
  for (;;) {
    if (await holds()) return performance.now() - since
    if (performance.now() - since >= withinMs) return undefined
    await wait(LOOK_EVERY_MS)
  }
}
