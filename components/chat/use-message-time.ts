'use client'

import { useFormatter } from 'next-intl'

import type { Millis } from '@/lib/domain/ids'

/** Hours and minutes in the reader's language and time zone; for what is shown in the browser only. */
export function useMessageTime(): (at: Millis) => string {
  const format = useFormatter()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (at) => format.dateTime(at, { timeStyle: 'short', timeZone })
}
