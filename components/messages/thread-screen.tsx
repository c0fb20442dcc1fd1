'use client'

import { BlockedThread } from '@/components/messages/blocked-thread'
import { useConversations, useList } from '@/components/messages/conversations-provider'
import { JoinPanel } from '@/components/messages/join-panel'
import { OpenedThread } from '@/components/messages/opened-thread'
import { Absent } from '@/components/messages/thread-notice'
import { ThreadBody, ThreadFailed } from '@/components/messages/thread-body'
import { useOpenThread, useThread } from '@/components/messages/thread-context'
import { ThreadHeader } from '@/components/messages/thread-header'
import { ThreadSkeleton } from '@/components/messages/thread-skeleton'
import { useConversationTitle } from '@/components/messages/use-conversation-title'
import { useIsBlocked } from '@/components/messages/use-is-blocked'
import { usePageTitle } from '@/lib/client/browser/use-page-title'
import type { Listed } from '@/lib/client/conversations/wire'

interface ThreadScreenProps {
  conversationId: string
  /** A channel that one is not in can be joined; anything else is not there. */
  isChannel: boolean
}

/** One conversation, once the list knows it. */
export function ThreadScreen({ conversationId, isChannel }: ThreadScreenProps) {
  const phase = useList((data) => data.phase)
  const listed = useList(({ items }) => items.find((one) => one.conversationId === conversationId))
  if (listed) return <Opened key={conversationId} listed={listed} />
  if (phase === 'loading') return <ThreadSkeleton />
  if (phase === 'failed') return <ListFailed />
  return isChannel ? <JoinPanel id={conversationId} /> : <Absent />
}

function Opened({ listed }: { listed: Listed }) {
  usePageTitle(useConversationTitle()(listed))
  return (
    <OpenedThread listed={listed}>
      <OpenThread />
    </OpenedThread>
  )
}

function OpenThread() {
  const phase = useThread((data) => data.phase)
  const { kind, other } = useOpenThread().listed
  const user = kind === 'direct' ? other?.userId : undefined
  const isBlocked = useIsBlocked(user)
  if (user !== undefined && isBlocked) return <BlockedThread user={user} />
  if (phase === 'absent') return <Absent />
  return (
    <main id="content" className="@container flex min-h-0 flex-1 flex-col">
      <ThreadHeader />
      <ThreadBody />
    </main>
  )
}

function ListFailed() {
  const { store } = useConversations()
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col">
      <ThreadFailed onAgain={() => void store.load()} />
    </main>
  )
}
