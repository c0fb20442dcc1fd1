import { setTimeout as pause } from 'node:timers/promises'

const TICK_MS = 2

/**
 * Acts `rate` times a second for so many seconds, whatever the answers do: a late one does not slow the next, as with people.
 * What is late is made up for at once.
 *
 * @returns how often it acted
 */
export async function atPace(
  { rate, seconds }: { rate: number; seconds: number },
  act: (turn: number) => void,
): Promise<number> {
  const turns = Math.round(rate * seconds)
  const started = performance.now()
  for (let turn = 0; turn < turns; await pause(TICK_MS)) {
    const due = Math.min(turns, Math.floor(((performance.now() - started) / 1_000) * rate))
    for (; turn < due; turn += 1) act(turn)
  }
  return turns
}

/** Waits for a condition, at most so long; whether it came is for the caller to see. */
export async function until(condition: () => boolean, atMostMs: number): Promise<void> {
  const giveUpAt = performance.now() + atMostMs
  while (!condition() && performance.now() < giveUpAt) await pause(TICK_MS)
}
