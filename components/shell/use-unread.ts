'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { whenIdle } from '@/lib/client/browser/when-idle'
import type { ConversationsStore } from '@/lib/client/conversations/conversations'
import { unreadOf } from '@/lib/client/conversations/list-state'

const nothing = () => () => {}

/** Unread messages in all of one's conversations; their code and their list come once the page is idle. */
export function useUnread(): number {
  const holder = useAppHolder()
  const parts = useSyncExternalStore(holder.subscribe, holder.current, () => undefined)
  const [store, setStore] = useState<ConversationsStore>()

  useEffect(() => {
    if (!parts) return undefined
    return whenIdle(() => {
      import('@/lib/client/conversations/app-conversations')
        .then(({ conversationsOf }) => {
          const made = conversationsOf(parts)
          setStore(made)
          if (made.list.getState().phase === 'loading') void made.load()
        })
        .catch((error: unknown) => console.debug('What is unread is not known yet.', error))
    })
  }, [parts])

  const read = () => (store ? unreadOf(store.list.getState()) : 0)
  return useSyncExternalStore(store?.list.subscribe ?? nothing, read, () => 0)
}
