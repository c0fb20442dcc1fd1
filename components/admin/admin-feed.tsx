'use client'

import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { createAdminFeed, type AdminFeed } from '@/lib/client/admin/feed/admin-feed'
import type { FeedState } from '@/lib/client/admin/feed/feed-state'
import type { Connection } from '@/lib/client/realtime/connection'

const FeedContext = createContext<AdminFeed | undefined>(undefined)

/** One live connection for all pages of the administration. A lost login or another role asks the server for the page again. */
export function AdminFeedProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [feed] = useState(createAdminFeed)

  useEffect(() => {
    const unfollow = [
      feed.connection.store.subscribe(({ status }) => {
        if (status === 'signed-out') router.refresh()
      }),
      feed.store.subscribe((now, before) => {
        if (now.roleNews !== before.roleNews) router.refresh()
      }),
    ]
    const stop = feed.run()
    return () => {
      for (const stopFollowing of unfollow) stopFollowing()
      stop()
    }
  }, [feed, router])

  return <FeedContext value={feed}>{children}</FeedContext>
}

function useAdminFeed(): AdminFeed {
  const feed = use(FeedContext)
  if (!feed) throw new Error('A part of the administration was rendered outside AdminFeedProvider.')
  return feed
}

/** The smallest slice of what was pushed that a component shows. */
export function useFeed<T>(select: (state: FeedState) => T): T {
  return useStore(useAdminFeed().store, select)
}

export function useFeedConnection(): readonly [Connection, tryNow: () => void] {
  const { connection } = useAdminFeed()
  return [useStore(connection.store), connection.tryNow]
}
