'use client'

import { useChat, useConnection } from '@/components/chat/chat-provider'
import { ConnectionBanner, type ConnectionState } from '@/components/connection/connection-banner'
import type { Connection } from '@/lib/client/realtime/connection'
import { useAppUpdate } from '@/lib/client/pwa/use-app-update'
import { useIsRecent, useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

const RESUMED_MS = 4_000

/** How the connection is, on top of the chat, and whether a newer version waits. */
export function ChatBanner() {
  const [connection, tryNow] = useConnection()
  const retryAt = 'retryAt' in connection ? connection.retryAt : undefined
  const seconds = useSecondsLeft(retryAt)
  const isResumed = useIsRecent(
    useChat(({ chat }) => (chat.phase === 'chatting' ? chat.resumedAt : undefined)),
    RESUMED_MS,
  )
  const load = useAppUpdate()
  const state = toBanner(connection, seconds, isResumed)
  // What stands between two people comes first; a newer version can wait.
  if (load && state.kind === 'online') return <ConnectionBanner state={{ kind: 'outdated' }} onRetry={load} />
  return <ConnectionBanner state={state} onRetry={tryNow} />
}

function toBanner(connection: Connection, nextTryInSeconds: number, isResumed: boolean): ConnectionState {
  switch (connection.status) {
    case 'offline':
      return { kind: 'offline', nextTryInSeconds }
    case 'reconnecting':
      return { kind: 'reconnecting', attempt: connection.attempt, nextTryInSeconds }
    case 'online':
      return { kind: isResumed ? 'resumed' : 'online' }
    case 'crowded':
      return { kind: 'crowded' }
    // The first second of connecting is not worth a line that pushes the page down.
    case 'connecting':
    case 'signed-out':
    case 'closed':
    // Said over the whole page.
    case 'another-account':
      return { kind: 'online' }
  }
}
