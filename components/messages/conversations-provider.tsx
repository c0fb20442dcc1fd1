'use client'

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { useAppHolder } from '@/components/app/app-context'
import { useSignedOut } from '@/components/app/use-signed-out'
import { type AppParts, createAppParts } from '@/lib/client/app/app-parts'
import { conversationsOf } from '@/lib/client/conversations/app-conversations'
import type { ConversationsStore } from '@/lib/client/conversations/conversations'
import type { ListData } from '@/lib/client/conversations/list-state'
import type { Connection } from '@/lib/client/realtime/connection'
import type { ChatType } from '@/lib/domain/sessions'

interface Conversing {
  readonly parts: AppParts
  readonly store: ConversationsStore
  /** An account without an e-mail address: it joins no channels and is not the first to write. */
  readonly isGuest: boolean
  /** Whether this account may make channels. */
  readonly mayCreate: boolean
}

const ConversationsContext = createContext<Conversing | undefined>(undefined)

interface ConversationsProviderProps {
  /** Whose page it is. */
  account: string
  /** The kind of the random session that the server knows of; null: of none. */
  expected: ChatType | null
  isGuest: boolean
  mayCreate: boolean
  children: ReactNode
}

/** Puts one's conversations on the screen; they follow the app's one connection from then on. */
export function ConversationsProvider({
  account,
  expected,
  isGuest,
  mayCreate,
  children,
}: ConversationsProviderProps) {
  const holder = useAppHolder()
  const [value] = useState((): Conversing => {
    const parts = holder.open(account, () => createAppParts(account, expected))
    return { parts, store: conversationsOf(parts), isGuest, mayCreate }
  })
  const { parts, store } = value
  useEffect(() => {
    holder.start()
    void store.load()
  }, [holder, store])
  useSignedOut(parts)
  return <ConversationsContext value={value}>{children}</ConversationsContext>
}

/** The same for a page that shows one of them and has the app's parts already. */
export function ConversationsOf({ parts, children }: { parts: AppParts; children: ReactNode }) {
  const value = useMemo(
    () => ({ parts, store: conversationsOf(parts), isGuest: false, mayCreate: false }),
    [parts],
  )
  return <ConversationsContext value={value}>{children}</ConversationsContext>
}

/** One's conversations, and what may be done about them. */
export function useConversations(): Conversing {
  const value = use(ConversationsContext)
  if (!value) throw new Error('A part of the conversations was rendered outside ConversationsProvider.')
  return value
}

/** The smallest slice of the list that a component shows. */
export function useList<T>(select: (data: ListData) => T): T {
  return useStore(useConversations().store.list, select)
}

export function useLine(): readonly [Connection, tryNow: () => void] {
  const { connection } = useConversations().parts.socket
  return [useStore(connection.store), connection.tryNow]
}
