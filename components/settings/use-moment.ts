'use client'

import { useFormatter } from 'next-intl'

/** A moment in words of the reader's language and time zone; for what is shown in the browser only. */
export function useMoment(): (iso: string) => string {
  const format = useFormatter()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (iso) => format.dateTime(new Date(iso), { dateStyle: 'medium', timeStyle: 'short', timeZone })
}
