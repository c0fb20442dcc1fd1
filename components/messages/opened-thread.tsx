'use client'

import { useEffect, useState, type ReactNode } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { ThreadContext } from '@/components/messages/thread-context'
import { ThreadSkeleton } from '@/components/messages/thread-skeleton'
import type { Thread } from '@/lib/client/conversations/thread-store'
import type { Listed } from '@/lib/client/conversations/wire'

interface OpenedThreadProps {
  listed: Listed
  /** Nobody writes in it any more. */
  isClosed?: boolean
  /** Names of people by their ids, of those who have written nothing yet. */
  names?: ReadonlyMap<string, string>
  children: ReactNode
}

/** Opens a conversation for as long as it is on the screen. */
export function OpenedThread({ listed, isClosed = false, names, children }: OpenedThreadProps) {
  const { store } = useConversations()
  const [thread, setThread] = useState<Thread>()

  useEffect(() => {
    // How far one had read when one came is what counts for as long as one is here.
    const before = store.list.getState().items.find((one) => one.conversationId === listed.conversationId)
    const opened = store.open(before ?? listed)
    setThread(opened)
    return () => store.close(opened)
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, listed.conversationId])

  if (!thread) return <ThreadSkeleton />
  return <ThreadContext value={{ thread, listed, isClosed, names }}>{children}</ThreadContext>
}
