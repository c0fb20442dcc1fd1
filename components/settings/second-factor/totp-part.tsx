'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Part } from '@/components/settings/second-factor/part'
import { ConfirmAgain } from '@/components/settings/second-factor/confirm-again'
import { TotpScan } from '@/components/settings/second-factor/totp-scan'
import { Button } from '@/components/ui/button'
import { type BegunTotp, secondFactor } from '@/lib/client/account/second-factor'
import type { FactorMethod } from '@/lib/domain/second-factor'

type Step = { at: 'rest' } | { at: 'begin' } | { at: 'scan'; begun: BegunTotp } | { at: 'drop' }

interface TotpPartProps {
  isOn: boolean
  methods: readonly FactorMethod[]
  /** @param codes - recovery codes that were made with it */
  onChanged: (codes?: readonly string[]) => Promise<void>
}

/** The authenticator app: by the password, a picture to scan and a code of it; off again by password and factor. */
export function TotpPart({ isOn, methods, onChanged }: TotpPartProps) {
  const t = useTranslations('settings.secondFactor')
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const rest = () => setStep({ at: 'rest' })
  const done = async (codes?: readonly string[]) => {
    rest()
    await onChanged(codes)
  }
  return (
    <Part title={t('app')} lead={t('appLead')} state={isOn ? t('on') : undefined}>
      {step.at === 'rest' && (
        <Button onClick={() => setStep({ at: isOn ? 'drop' : 'begin' })}>
          {t(isOn ? 'appOff' : 'appOn')}
        </Button>
      )}
      {step.at === 'begin' && (
        <ConfirmAgain
          methods={methods}
          submit={t('goOn')}
          send={secondFactor.beginTotp}
          onDone={(begun) => setStep({ at: 'scan', begun })}
          onCancel={rest}
        />
      )}
      {step.at === 'scan' && (
        <TotpScan begun={step.begun} onDone={({ recoveryCodes }) => done(recoveryCodes)} onCancel={rest} />
      )}
      {step.at === 'drop' && (
        <ConfirmAgain
          methods={methods}
          submit={t('appOff')}
          send={secondFactor.dropTotp}
          onDone={() => done()}
          onCancel={rest}
        />
      )}
    </Part>
  )
}
