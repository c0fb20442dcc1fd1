'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { directKey } from '@/lib/domain/conversations/conversation'

/** Opens the conversation with a person, which begins with it. */
export function useWriteTo(onDone: () => void) {
  const { store } = useConversations()
  const { push } = useRouter()
  const [state, setState] = useState<'idle' | 'busy' | 'offline' | 'refused'>('idle')
  return {
    state,
    reset: () => setState('idle'),
    writeTo: async (user: string) => {
      setState('busy')
      const entered = await store.enter(directKey(store.account, user))
      if (typeof entered === 'string') return setState(entered)
      onDone()
      push(`/messages/${encodeURIComponent(entered.conversationId)}`)
    },
  }
}
