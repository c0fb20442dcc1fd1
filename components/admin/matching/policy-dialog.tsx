'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type Policy, problemOf, setPolicy } from '@/lib/client/admin/rest'

interface PolicyDialogProps {
  policy: Policy
  onClose: () => void
  onSet: () => void
}

/** Asks before everybody who joins from now on is matched in another way. */
export function PolicyDialog({ policy, onClose, onSet }: PolicyDialogProps) {
  const t = useTranslations('admin.simulator')
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  const handleSet = async () => {
    setState('busy')
    const problem = problemOf(await setPolicy(policy))
    if (problem) setState('failed')
    else onSet()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('switchTitle')}
      description={t('switchText', { delay: policy.delayMs, patience: policy.patienceMs })}
      closeLabel={t('close')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={state === 'busy'} onClick={() => void handleSet()}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <p role="alert" className="text-small empty:hidden">
        {state === 'failed' && t('failed')}
      </p>
    </Dialog>
  )
}
