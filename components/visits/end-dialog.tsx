'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useProblem } from '@/lib/client/account/use-account-form'
import type { VisitRoom } from '@/lib/client/visits/visit-room'

/** Asks before a visit is over, which nothing undoes. */
export function EndDialog({ room, onClose }: { room: VisitRoom; onClose: () => void }) {
  const t = useTranslations('visits.end')
  const { problem, secondsLeft, settle } = useProblem()
  const [isBusy, setIsBusy] = useState(false)

  const handleEnd = async () => {
    setIsBusy(true)
    const isDone = settle(await room.actions.end())
    setIsBusy(false)
    if (isDone) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button look="harm" busy={isBusy} onClick={() => void handleEnd()}>
            {t('go')}
          </Button>
        </>
      }
    >
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
    </Dialog>
  )
}
