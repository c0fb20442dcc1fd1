'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { useOwnRights } from '@/components/shell/own-rights'
import { whenIdle } from '@/lib/client/browser/when-idle'
import type { ConversationsStore } from '@/lib/client/conversations/conversations'
import { type ListData, unreadOf } from '@/lib/client/conversations/list-state'

const nothing = () => () => {}

/** How many messages are unread in all of one's conversations. */
export const useUnread = (): number => useOwnConversations(unreadOf, 0)

/**
 * Something of all of one's conversations; their code and their list come once the page is idle.
 *
 * @param before - until then
 */
function useOwnConversations(select: (list: ListData) => number, before: number): number {
  const holder = useAppHolder()
  const { mayConverse } = useOwnRights()
  const parts = useSyncExternalStore(holder.subscribe, holder.current, () => undefined)
  const [store, setStore] = useState<ConversationsStore>()

  useEffect(() => {
    if (!parts || !mayConverse) return undefined
    return whenIdle(() => {
      import('@/lib/client/conversations/app-conversations')
        .then(({ conversationsOf }) => {
          const made = conversationsOf(parts)
          setStore(made)
          if (made.list.getState().phase === 'loading') void made.load()
        })
        .catch((error: unknown) => console.debug('What is unread is not known yet.', error))
    })
  }, [parts, mayConverse])

  const read = () => (store ? select(store.list.getState()) : before)
  return useSyncExternalStore(store?.list.subscribe ?? nothing, read, () => before)
}
