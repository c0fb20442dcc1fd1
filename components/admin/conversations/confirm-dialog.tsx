'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import type { Result } from '@/lib/client/api'

interface ConfirmDialogProps {
  title: string
  description: string
  confirm: string
  /** What cannot be taken back. */
  isHarm?: boolean
  onConfirm: () => Promise<Result<unknown>>
  onClose: () => void
  onDone: () => void
}

/** Asks before something is done that members are told of. */
export function ConfirmDialog({ title, description, confirm, isHarm, ...rest }: ConfirmDialogProps) {
  const { onConfirm, onClose, onDone } = rest
  const t = useTranslations('admin')
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const handleConfirm = async () => {
    setState('busy')
    const problem = problemOf(await onConfirm())
    if (problem) return setState(problem)
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      closeLabel={t('conversation.cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('conversation.cancel')}</Button>
          <Button
            look={isHarm ? 'harm' : 'primary'}
            busy={state === 'busy'}
            onClick={() => void handleConfirm()}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <p role="alert" className="text-small empty:hidden">
        {state !== 'ready' && state !== 'busy' && t(`problem.${state}`)}
      </p>
    </Dialog>
  )
}
