'use client'

import { createContext, use } from 'react'
import { useStore } from 'zustand'

import type { ThreadData } from '@/lib/client/conversations/thread-state'
import type { Thread } from '@/lib/client/conversations/thread-store'
import type { Listed } from '@/lib/client/conversations/wire'

interface OpenThread {
  readonly thread: Thread
  readonly listed: Listed
  /** Nobody writes in it any more. */
  readonly isClosed: boolean
  /** Names of people by their ids, of those who have written nothing yet. */
  readonly names: ReadonlyMap<string, string> | undefined
}

export const ThreadContext = createContext<OpenThread | undefined>(undefined)

/** The thread that is open, and its line in the list. */
export function useOpenThread(): OpenThread {
  const value = use(ThreadContext)
  if (!value) throw new Error('A part of a thread was rendered outside its screen.')
  return value
}

/** The smallest slice of the thread that a component shows. */
export function useThread<T>(select: (data: ThreadData) => T): T {
  return useStore(useOpenThread().thread.state, select)
}

/** What may be done in the thread; the same object as long as it is open. */
export function useThreadActions(): Thread['actions'] {
  return useOpenThread().thread.actions
}
