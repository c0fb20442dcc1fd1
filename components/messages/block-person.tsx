'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useConversations } from '@/components/messages/conversations-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { conversationSafety } from '@/lib/client/conversations/safety-rest'

interface BlockPersonProps {
  user: string
  name: string
  /** They are together in a channel, which both stay in. */
  isShared?: boolean
  onClose: () => void
}

/** One question before a person is blocked, what it has done, and the way back. */
export function BlockPerson({ user, name, isShared = false, onClose }: BlockPersonProps) {
  const t = useTranslations('conversations.block')
  const { store } = useConversations()
  const [isBlocked, setIsBlocked] = useState(false)
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')

  // What they wrote is covered from now on, and this dialog may stand in it.
  const close = () => {
    onClose()
    void store.blocked.load()
  }
  const submit = async () => {
    setState('busy')
    const result = await (isBlocked ? conversationSafety.unblock(user) : conversationSafety.block(user))
    if (!result.ok) return setState('failed')
    setState('idle')
    setIsBlocked(!isBlocked)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t(isBlocked ? 'doneTitle' : 'title', { name })}
      description={isBlocked ? undefined : t('lead')}
      closeLabel={t(isBlocked ? 'close' : 'cancel')}
      actions={
        <>
          <Button onClick={close}>{t(isBlocked ? 'close' : 'cancel')}</Button>
          <Button look={isBlocked ? 'plain' : 'harm'} busy={state === 'busy'} onClick={() => void submit()}>
            {t(isBlocked ? 'undo' : 'go')}
          </Button>
        </>
      }
    >
      <p role="status" className="text-small empty:hidden">
        {isBlocked && t(isShared ? 'doneShared' : 'done')}
      </p>
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {state === 'failed' && t('failed')}
      </p>
    </Dialog>
  )
}
