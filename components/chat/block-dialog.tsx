'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** One question before a person is blocked; it can be undone on the screen behind it. */
export function BlockDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chat.block')
  const { block } = useChatActions()
  const isEnded = useChat(({ chat }) => chat.phase === 'ended')
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')

  const submit = async () => {
    setState('busy')
    const outcome = await block()
    if (outcome === 'done') onClose()
    else setState('failed')
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={isEnded ? t('leadEnded') : t('lead')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="harm" busy={state === 'busy'} onClick={() => void submit()}>
            {t('go')}
          </Button>
        </>
      }
    >
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {state === 'failed' && t('failed')}
      </p>
    </Dialog>
  )
}
