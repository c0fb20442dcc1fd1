'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { Absent, Notice } from '@/components/messages/thread-notice'
import { ThreadSkeleton } from '@/components/messages/thread-skeleton'
import { Button } from '@/components/ui/button'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'

/** A channel that one is not in: the way into it, where it is open. */
export function JoinPanel({ id }: { id: string }) {
  const t = useTranslations('conversations.channels')
  const { state } = useLoaded(useCallback(() => conversationsRest.channels(), []))
  if (state.phase === 'loading') return <ThreadSkeleton />
  const channel =
    state.phase === 'ready'
      ? state.data.channels.find(({ conversationId }) => conversationId === id)
      : undefined
  if (!channel) return <Absent />
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col">
      <Notice title={channel.name} text={channel.description ?? t('joinLead')}>
        {channel.description !== null && <p className="text-small text-muted">{t('joinLead')}</p>}
        <JoinButton id={id} look="primary" />
      </Notice>
    </main>
  )
}

interface JoinButtonProps {
  id: string
  look?: 'primary' | 'plain'
  onJoined?: (conversationId: string) => void
}

/** Becomes a member of an open channel. */
export function JoinButton({ id, look = 'plain', onJoined }: JoinButtonProps) {
  const t = useTranslations('conversations')
  const { store } = useConversations()
  const [state, setState] = useState<'idle' | 'busy' | 'offline' | 'refused'>('idle')
  const join = async () => {
    setState('busy')
    const entered = await store.enter(id)
    if (typeof entered === 'string') return setState(entered)
    setState('idle')
    onJoined?.(entered.conversationId)
  }
  return (
    <div className="flex flex-col items-end gap-1">
      <Button look={look} busy={state === 'busy'} onClick={() => void join()}>
        {t('channels.join')}
      </Button>
      <p role="status" className="text-caption text-harm-ink empty:hidden">
        {state === 'offline' && t('write.offline')}
        {state === 'refused' && t('channels.guest')}
      </p>
    </div>
  )
}
