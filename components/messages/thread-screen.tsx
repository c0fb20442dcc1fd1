'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'

import { useConversations, useList } from '@/components/messages/conversations-provider'
import { JoinPanel } from '@/components/messages/join-panel'
import { Absent, Notice } from '@/components/messages/thread-notice'
import { ThreadComposer } from '@/components/messages/thread-composer'
import { ThreadContext } from '@/components/messages/thread-context'
import { ThreadHeader } from '@/components/messages/thread-header'
import { ThreadLog } from '@/components/messages/thread-log'
import { ThreadSkeleton } from '@/components/messages/thread-skeleton'
import { useConversationTitle } from '@/components/messages/use-conversation-title'
import { Button } from '@/components/ui/button'
import { usePageTitle } from '@/lib/client/browser/use-page-title'
import type { Thread } from '@/lib/client/conversations/thread-store'
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
  const { store } = useConversations()
  const [thread, setThread] = useState<Thread>()
  const title = useConversationTitle()(listed)
  usePageTitle(title)

  useEffect(() => {
    // How far one had read when one came is what counts for as long as one is here.
    const before = store.list.getState().items.find((one) => one.conversationId === listed.conversationId)
    const opened = store.open(before ?? listed)
    setThread(opened)
    return () => store.close(opened)
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, listed.conversationId])

  if (!thread) return <ThreadSkeleton />
  return (
    <ThreadContext value={{ thread, listed }}>
      <OpenThread thread={thread} />
    </ThreadContext>
  )
}

function OpenThread({ thread }: { thread: Thread }) {
  const phase = useStore(thread.state, (data) => data.phase)
  if (phase === 'absent') return <Absent />
  return (
    <main id="content" className="@container flex min-h-0 flex-1 flex-col">
      <ThreadHeader />
      {phase === 'opening' && <ThreadSkeleton isInside />}
      {phase === 'failed' && <Failed onAgain={() => void thread.actions.retry()} />}
      {phase === 'ready' && <ThreadLog />}
      <ThreadComposer />
    </main>
  )
}

function ListFailed() {
  const { store } = useConversations()
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col">
      <Failed onAgain={() => void store.load()} />
    </main>
  )
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const t = useTranslations('conversations.thread')
  return (
    <Notice title={t('failedTitle')} text={t('failed')}>
      <Button onClick={onAgain}>{t('again')}</Button>
    </Notice>
  )
}
