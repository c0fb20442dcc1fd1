import type { Millis } from '@/lib/domain/ids'

/** The first tries come quickly: most losses are a change of networks or a server's restart. */
const STEPS_MS = [400, 1_000, 2_000, 3_500, 5_000, 8_000, 12_000]
const JITTER = 0.3

/**
 * How long to wait before a try, up to 30 % more or less, so that many clients do not come back at once.
 * The first four tries fall within the 30 s in which a session is kept.
 *
 * @param attempt - 1 for the first try; later ones stay at the longest step.
 * @param chance - from 0 to 1.
 */
export function retryDelay(attempt: number, chance: number): Millis {
  const step = STEPS_MS[Math.min(attempt, STEPS_MS.length) - 1] ?? 0
  return Math.round(step * (1 - JITTER + 2 * JITTER * chance))
}
