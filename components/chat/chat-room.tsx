'use client'

import { ChatProvider } from '@/components/chat/chat-provider'
import { ChatScreen } from '@/components/chat/chat-screen'
import type { ChatType } from '@/lib/domain/sessions'

interface ChatRoomProps {
  /** Whose page it is. */
  account: string
  /** The kind of the session that the server knows of, to go on with; null: of none. */
  expected: ChatType | null
  /** What people look for on this page. */
  wish: ChatType
}

/** The chat with everything it needs, for people who have an account. */
export function ChatRoom({ account, expected, wish }: ChatRoomProps) {
  return (
    <ChatProvider account={account} expected={expected} wish={wish}>
      <ChatScreen />
    </ChatProvider>
  )
}
