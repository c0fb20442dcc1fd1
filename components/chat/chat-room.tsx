'use client'

import { ChatProvider } from '@/components/chat/chat-provider'
import { ChatScreen } from '@/components/chat/chat-screen'

interface ChatRoomProps {
  /** Whether the server knows of a session to go on with. */
  expectsSession: boolean
}

/** The chat with everything it needs, for people who have an account. */
export function ChatRoom({ expectsSession }: ChatRoomProps) {
  return (
    <ChatProvider expectsSession={expectsSession}>
      <ChatScreen />
    </ChatProvider>
  )
}
