'use client'

import { useFormatter } from 'next-intl'

import type { Millis } from '@/lib/domain/ids'

const DAY_MS: Millis = 24 * 60 * 60_000

/** A moment as a list has it: the hour today, the day of the week this week, the date before. */
export function useListTime(): (at: Millis) => string {
  const format = useFormatter()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (at) => {
    const now = Date.now()
    const isToday = new Date(at).toDateString() === new Date(now).toDateString()
    if (isToday) return format.dateTime(at, { timeStyle: 'short', timeZone })
    if (now - at < 6 * DAY_MS) return format.dateTime(at, { weekday: 'short', timeZone })
    return format.dateTime(at, { day: 'numeric', month: 'short', timeZone })
  }
}
