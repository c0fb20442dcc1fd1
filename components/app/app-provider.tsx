'use client'

import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'

import { type AppHolder, createAppHolder } from '@/lib/client/app/app-holder'
import type { AppParts } from '@/lib/client/app/app-parts'

const AppContext = createContext<AppHolder | undefined>(undefined)

/**
 * Holds the one connection of the app and what stands on it, across pages. Every page carries this file, so it loads
 * nothing: pages of people who are signed in open the parts. Without a login any more, the page is asked for again.
 */
export function AppProvider({ children }: { children: ReactNode }) {
  const { refresh } = useRouter()
  const [holder] = useState(createAppHolder)

  useEffect(() => {
    let unfollow = () => {}
    const follow = () => {
      unfollow()
      const connection = holder.current()?.socket.connection.store
      unfollow =
        connection?.subscribe(({ status }) => {
          if (status === 'signed-out') refresh()
        }) ?? unfollow
    }
    const unsubscribe = holder.subscribe(follow)
    return () => {
      unsubscribe()
      unfollow()
    }
  }, [holder, refresh])

  return <AppContext value={holder}>{children}</AppContext>
}

export function useAppHolder(): AppHolder {
  const holder = use(AppContext)
  if (!holder) throw new Error('A part of the app was rendered outside AppProvider.')
  return holder
}

/** The app's parts, once a page has opened them. */
export function useAppParts(): AppParts | undefined {
  const { subscribe, current } = useAppHolder()
  return useSyncExternalStore(subscribe, current, () => undefined)
}
