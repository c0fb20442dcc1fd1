'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Part } from '@/components/settings/second-factor/part'
import { ConfirmAgain } from '@/components/settings/second-factor/confirm-again'
import { Button } from '@/components/ui/button'
import { secondFactor } from '@/lib/client/account/second-factor'
import type { FactorMethod } from '@/lib/domain/second-factor'

interface RecoveryPartProps {
  left: number
  methods: readonly FactorMethod[]
  onChanged: (codes?: readonly string[]) => Promise<void>
}

/** How many recovery codes are left, and new ones instead of them. */
export function RecoveryPart({ left, methods, onChanged }: RecoveryPartProps) {
  const t = useTranslations('settings.secondFactor')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Part title={t('recovery')} lead={t('recoveryLead', { count: left })}>
      {isOpen ? (
        <ConfirmAgain
          methods={methods}
          submit={t('renew')}
          send={secondFactor.renewRecoveryCodes}
          onDone={({ recoveryCodes }) => onChanged(recoveryCodes)}
          onCancel={() => setIsOpen(false)}
        />
      ) : (
        <Button onClick={() => setIsOpen(true)}>{t('renew')}</Button>
      )}
    </Part>
  )
}
