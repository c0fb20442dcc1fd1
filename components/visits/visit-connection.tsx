'use client'

import { useStore } from 'zustand'

import { ConnectionBanner, type ConnectionState } from '@/components/connection/connection-banner'
import type { AppParts } from '@/lib/client/app/app-parts'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import type { Connection } from '@/lib/client/realtime/connection'

/** How the connection is, on top of a visit. */
export function VisitConnection({ parts }: { parts: AppParts }) {
  const { store, tryNow } = parts.socket.connection
  const connection = useStore(store)
  const seconds = useSecondsLeft('retryAt' in connection ? connection.retryAt : undefined)
  return (
    <div className="overflow-hidden rounded-md">
      <ConnectionBanner state={toBanner(connection, seconds)} onRetry={tryNow} />
    </div>
  )
}

function toBanner(connection: Connection, nextTryInSeconds: number): ConnectionState {
  switch (connection.status) {
    case 'offline':
      return { kind: 'offline', nextTryInSeconds }
    case 'reconnecting':
      return { kind: 'reconnecting', attempt: connection.attempt, nextTryInSeconds }
    case 'crowded':
      return { kind: 'crowded' }
    case 'connecting':
    case 'online':
    case 'signed-out':
    case 'closed':
    case 'another-account':
      return { kind: 'online' }
  }
}
