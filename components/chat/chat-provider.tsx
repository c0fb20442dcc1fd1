'use client'

import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { browserClock } from '@/lib/client/clock'
import type { Connection } from '@/lib/client/realtime/connection'
import { moderation } from '@/lib/client/moderation/safety-rest'
import { randomId } from '@/lib/client/random-id'
import { createAppSocket, type AppSocket } from '@/lib/client/realtime/app-socket'
import { createChatStore, type ChatActions, type ChatStore } from '@/lib/client/chat/chat-store'
import type { ChatData } from '@/lib/client/chat/chat-state'
import { browserStores } from '@/lib/client/browser/key-value-store'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import { browserUnsentStore } from '@/lib/client/chat/unsent-store'

interface Parts {
  readonly socket: AppSocket
  readonly chat: ChatStore
}

const ChatContext = createContext<Parts | undefined>(undefined)

interface ChatProviderProps {
  /** Whether the server knows of a session to go on with. */
  expectsSession: boolean
  children: ReactNode
}

/** One connection and one chat for the page. Without a login any more, the page is asked for again: it is the gate. */
export function ChatProvider({ expectsSession, children }: ChatProviderProps) {
  const router = useRouter()
  const [parts] = useState(() => connect(expectsSession))

  useEffect(() => {
    const { connection, run } = parts.socket
    parts.chat.actions.begin()
    const unfollow = connection.store.subscribe(({ status }) => {
      if (status === 'signed-out') router.refresh()
    })
    const stop = run()
    // A page that is closed takes nothing back any more.
    window.addEventListener('pagehide', parts.chat.actions.flushReport)
    return () => {
      window.removeEventListener('pagehide', parts.chat.actions.flushReport)
      parts.chat.actions.flushReport()
      unfollow()
      stop()
    }
  }, [parts, router])

  return <ChatContext value={parts}>{children}</ChatContext>
}

function connect(expectsSession: boolean): Parts {
  const socket = createAppSocket()
  const chat = createChatStore({
    socket: socket.omegoo,
    clock: browserClock,
    storage: browserStores(),
    unsentStore: browserUnsentStore(),
    ids: randomId,
    rest: moderation,
    expectsSession,
  })
  return { socket, chat }
}

function useParts(): Parts {
  const parts = use(ChatContext)
  if (!parts) throw new Error('A part of the chat was rendered outside ChatProvider.')
  return parts
}

/** The chat's state itself, for what follows it without showing it. */
export function useChatState(): ChatStore['state'] {
  return useParts().chat.state
}

/** The smallest slice of the chat that a component shows. */
export function useChat<T>(select: (data: ChatData) => T): T {
  return useStore(useParts().chat.state, select)
}

/** What may be done; the same object for the page's life. */
export function useChatActions(): ChatActions {
  return useParts().chat.actions
}

/** The socket itself, for parts of the page beside the chat. */
export function useOmegooSocket(): OmegooSocket {
  return useParts().socket.omegoo
}

export function useConnection(): readonly [Connection, tryNow: () => void] {
  const { connection } = useParts().socket
  return [useStore(connection.store), connection.tryNow]
}
