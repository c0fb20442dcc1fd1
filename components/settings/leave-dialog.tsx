'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { leaveAccount } from '@/lib/client/account/leave-account'
import { ownAccount } from '@/lib/client/account/own-account'
import { useProblem } from '@/lib/client/account/use-account-form'

interface LeaveDialogProps {
  onClose: () => void
  /** Closes it to keep the account instead. */
  onKeep: () => void
}

/** Warns guests, whose account is lost with this browser's login. */
export function LeaveDialog({ onClose, onKeep }: LeaveDialogProps) {
  const t = useTranslations('settings.leave')
  const cancel = useTranslations('settings')('cancel')
  const { problem, secondsLeft, settle } = useProblem()
  const [isBusy, setIsBusy] = useState(false)

  const handleGo = async () => {
    setIsBusy(true)
    settle(await leaveAccount(ownAccount.logOut))
    setIsBusy(false)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text')}
      closeLabel={cancel}
      actions={
        <>
          <Button look="harm-quiet" busy={isBusy} onClick={() => void handleGo()}>
            {t('go')}
          </Button>
          <Button look="primary" onClick={onKeep}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
    </Dialog>
  )
}
