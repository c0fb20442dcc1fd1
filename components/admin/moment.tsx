'use client'

import { useFormatter } from 'next-intl'

const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const
const FULL = {
  ...DAY,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** Words for a moment in UTC. @returns what makes them of ISO 8601 */
export function useUtcMoment(): (at: string) => string {
  const format = useFormatter()
  return (at) => format.dateTime(new Date(at), FULL)
}

/** The day of a moment in UTC; the rest of it where one points at it. @param at - ISO 8601 */
export function Day({ at }: { at: string }) {
  const format = useFormatter()
  const words = useUtcMoment()
  return (
    <time dateTime={at} title={words(at)} className="whitespace-nowrap tabular-nums">
      {format.dateTime(new Date(at), DAY)}
    </time>
  )
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
