import { useStore } from 'zustand'

import { useConversations } from '@/components/messages/conversations-provider'

/** Whether one has blocked the person by their id. */
export function useIsBlocked(user: string | undefined): boolean {
  const { blocked } = useConversations().store
  return useStore(blocked.store, (people) => user !== undefined && people.has(user))
}
