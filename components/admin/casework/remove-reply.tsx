'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { removeReply, type SavedReplyRow } from '@/lib/client/admin/casework/casework-rest'
import { type Problem, problemOf } from '@/lib/client/admin/rest'

interface RemoveReplyProps {
  reply: SavedReplyRow
  onClose: () => void
  onDone: () => void
}

/** Asks once more: the text is everybody's who moderates. */
export function RemoveReply({ reply: { replyId, title }, onClose, onDone }: RemoveReplyProps) {
  const t = useTranslations('admin')
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const handleRemove = async () => {
    setState('busy')
    const problem = problemOf(await removeReply(replyId))
    // Gone already is what was wanted.
    if (problem && problem !== 'gone') return setState(problem)
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('replies.removeTitle')}
      description={t('replies.removeLead', { title })}
      closeLabel={t('textDialog.cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('textDialog.cancel')}</Button>
          <Button look="harm" busy={state === 'busy'} onClick={() => void handleRemove()}>
            {t('replies.removeConfirm')}
          </Button>
        </>
      }
    >
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {state !== 'ready' && state !== 'busy' && t(`problem.${state}`)}
      </p>
    </Dialog>
  )
}
