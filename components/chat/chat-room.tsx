'use client'

import { ChatProvider } from '@/components/chat/chat-provider'
import { ChatScreen } from '@/components/chat/chat-screen'

interface ChatRoomProps {
  /** Whose page it is. */
  account: string
  /** Whether the server knows of a session to go on with. */
  expectsSession: boolean
}

/** The chat with everything it needs, for people who have an account. */
export function ChatRoom({ account, expectsSession }: ChatRoomProps) {
  return (
    <ChatProvider account={account} expectsSession={expectsSession}>
      <ChatScreen />
    </ChatProvider>
  )
}
