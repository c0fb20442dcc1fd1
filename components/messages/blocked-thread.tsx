'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { useOpenThread } from '@/components/messages/thread-context'
import { Notice } from '@/components/messages/thread-notice'
import { useConversationTitle } from '@/components/messages/use-conversation-title'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { conversationSafety } from '@/lib/client/conversations/safety-rest'

/** The conversation with a person whom one has blocked: why it is closed, and the way to open it again. */
export function BlockedThread({ user }: { user: string }) {
  const t = useTranslations('conversations')
  const { store } = useConversations()
  const { thread, listed } = useOpenThread()
  const name = useConversationTitle()(listed)
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')

  const undo = async () => {
    setState('busy')
    const result = await conversationSafety.unblock(user)
    if (!result.ok) return setState('failed')
    // First who is blocked, because what they wrote counts as unread in the list again.
    await store.blocked.load()
    setState('idle')
    void store.load()
    void thread.actions.retry()
  }
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col">
      <Notice title={t('block.pageTitle', { name })} text={t('block.page')}>
        <Button look="primary" busy={state === 'busy'} onClick={() => void undo()}>
          {t('block.undo')}
        </Button>
        <p role="alert" className="text-small text-harm-ink empty:hidden">
          {state === 'failed' && t('block.failed')}
        </p>
        <Link href="/messages" className={buttonLook({ look: 'quiet' })}>
          {t('thread.back')}
        </Link>
      </Notice>
    </main>
  )
}
