import type { Millis } from './ids'

const SPAN_MS = { hour: 3_600_000, day: 86_400_000 } as const

/** When the hour or the day that holds a moment began, in UTC. */
export function spanStart(span: keyof typeof SPAN_MS, at: Millis): Millis {
  return at - (at % SPAN_MS[span])
}
