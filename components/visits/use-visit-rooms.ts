'use client'

import { useEffect, useSyncExternalStore } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import type { AppParts } from '@/lib/client/app/app-parts'
import { type VisitRooms, visitRoomsOf } from '@/lib/client/visits/visit-rooms'

/** The app's parts once it is connected. */
export function useAppParts(): AppParts | undefined {
  const holder = useAppHolder()
  return useSyncExternalStore(holder.subscribe, holder.current, () => undefined)
}

/** The visits of the app's connection; undefined until there is one. */
function useVisitRooms(): VisitRooms | undefined {
  const parts = useAppParts()
  return parts && visitRoomsOf(parts)
}

/**
 * Calls back when a list of visits may have changed, or the page is looked at again.
 *
 * @param onNews - the same function for the component's life
 */
export function useVisitNews(onNews: () => void): void {
  const rooms = useVisitRooms()
  useEffect(() => rooms?.news.subscribe(onNews), [rooms, onNews])
  useEffect(() => {
    const handleVisible = () => {
      if (document.visibilityState === 'visible') onNews()
    }
    document.addEventListener('visibilitychange', handleVisible)
    return () => document.removeEventListener('visibilitychange', handleVisible)
  }, [onNews])
}
