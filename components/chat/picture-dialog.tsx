'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { readPicture, type PictureProblem } from '@/lib/client/chat/compose/read-picture'

type Preparing =
  | { readonly phase: 'making' }
  | { readonly phase: 'ready'; readonly dataUrl: string }
  | { readonly phase: 'failed'; readonly problem: PictureProblem }

/** Shows a picture as it will be sent, and sends it when one confirms. */
export function PictureDialog({ file, onClose }: { file: Blob; onClose: () => void }) {
  const t = useTranslations('message.picture')
  const { sendPicture } = useChatActions()
  const [isTooFast, setIsTooFast] = useState(false)
  const state = usePrepared(file)

  const handleSend = (dataUrl: string) => {
    if (sendPicture(dataUrl)) onClose()
    else setIsTooFast(true)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {state.phase !== 'failed' && (
            <Button
              look="primary"
              busy={state.phase === 'making'}
              onClick={() => state.phase === 'ready' && handleSend(state.dataUrl)}
            >
              {t('send')}
            </Button>
          )}
        </>
      }
    >
      {state.phase === 'ready' && (
        <img src={state.dataUrl} alt={t('preview')} className="max-h-[45dvh] self-center rounded-md" />
      )}
      {state.phase === 'making' && (
        <>
          <Skeleton className="h-48" />
          <p role="status" className="sr-only">
            {t('making')}
          </p>
        </>
      )}
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {state.phase === 'failed' && t(state.problem)}
        {isTooFast && t('too-fast')}
      </p>
    </Dialog>
  )
}

function usePrepared(file: Blob): Preparing {
  const [state, setState] = useState<Preparing>({ phase: 'making' })
  useEffect(() => {
    let isCurrent = true
    const show = (next: Preparing) => isCurrent && setState(next)
    readPicture(file).then(
      (read) =>
        show(
          read.ok ? { phase: 'ready', dataUrl: read.dataUrl } : { phase: 'failed', problem: read.problem },
        ),
      (error: unknown) => {
        console.debug('The picture could not be read.', error)
        show({ phase: 'failed', problem: 'unreadable' })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [file])
  return state
}
