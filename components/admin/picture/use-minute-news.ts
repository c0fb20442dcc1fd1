'use client'

import { useFeed } from '@/components/admin/admin-feed'

const MINUTE_MS = 60_000

/** Changes with the first figures that are pushed in each minute: when what is counted by day is worth asking for again. */
export function useMinuteNews(): number {
  return useFeed((feed) => Math.floor((feed.points.at(-1)?.at ?? 0) / MINUTE_MS))
}
