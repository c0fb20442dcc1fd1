'use client'

import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { useAppHolder } from '@/components/app/app-context'
import { useSignedOut } from '@/components/app/use-signed-out'
import { type AppParts, createAppParts } from '@/lib/client/app/app-parts'
import type { ChatData } from '@/lib/client/chat/chat-state'
import type { ChatActions, ChatStore } from '@/lib/client/chat/chat-store'
import type { Connection } from '@/lib/client/realtime/connection'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import type { ChatType } from '@/lib/domain/sessions'

const ChatContext = createContext<AppParts | undefined>(undefined)

interface ChatProviderProps {
  /** Whose page it is. */
  account: string
  /** The kind of the session that the server knows of, to go on with; null: of none. */
  expected: ChatType | null
  /** What people look for on this page. */
  wish: ChatType
  children: ReactNode
}

/** Puts the app's chat on the screen, or begins it. It goes on when another page is shown. */
export function ChatProvider({ account, expected, wish, children }: ChatProviderProps) {
  const holder = useAppHolder()
  const [{ parts, known }] = useState(() => ({
    parts: holder.open(account, () => createAppParts(account, expected)),
    // What the server knew when the page was made; it counts once.
    known: expected,
  }))

  useEffect(() => {
    const { screenOpened, screenClosed } = parts.chat.actions
    holder.start()
    screenOpened(known, wish)
    return screenClosed
  }, [holder, parts, known, wish])

  useSignedOut(parts)

  return <ChatContext value={parts}>{children}</ChatContext>
}

function useParts(): AppParts {
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

/** The connection itself, for parts of the page beside the chat. */
export function useOmegooSocket(): OmegooSocket {
  return useParts().socket.omegoo
}

export function useConnection(): readonly [Connection, tryNow: () => void] {
  const { connection } = useParts().socket
  return [useStore(connection.store), connection.tryNow]
}
