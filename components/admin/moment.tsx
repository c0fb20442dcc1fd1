'use client'

import { useFormatter } from 'next-intl'

const FULL = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** Words for a moment in UTC. @returns what makes them of ISO 8601 */
export function useUtcMoment(): (at: string) => string {
  const format = useFormatter()
  return (at) => format.dateTime(new Date(at), FULL)
}

/** A moment in UTC, for people and for machines. @param at - ISO 8601 */
export function Moment({ at }: { at: string }) {
  const words = useUtcMoment()
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {words(at)}
    </time>
  )
}
