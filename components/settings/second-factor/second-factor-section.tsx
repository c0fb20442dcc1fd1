'use client'

import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { LoadProblem } from '@/components/settings/load-problem'
import { PasskeyPart } from '@/components/settings/second-factor/passkey-part'
import { RecoveryCodes } from '@/components/settings/second-factor/recovery-codes'
import { RecoveryPart } from '@/components/settings/second-factor/recovery-part'
import { TotpPart } from '@/components/settings/second-factor/totp-part'
import { SettingsSection } from '@/components/settings/settings-section'
import { Skeleton } from '@/components/ui/skeleton'
import { type SecondFactor, secondFactor } from '@/lib/client/account/second-factor'
import { useLoaded } from '@/lib/client/account/use-loaded'
import type { FactorMethod } from '@/lib/domain/second-factor'

const methodsOf = ({ totp, passkeys }: SecondFactor): readonly FactorMethod[] => [
  ...(totp ? (['totp'] as const) : []),
  ...(passkeys.length > 0 ? (['passkey'] as const) : []),
]

/** What people with a role sign in with beside a password. @param isMissing - nothing else can be done before it is set up */
export function SecondFactorSection({ isMissing }: { isMissing: boolean }) {
  const t = useTranslations('settings.secondFactor')
  const router = useRouter()
  const { state, reload, retry } = useLoaded(secondFactor.state)
  const [codes, setCodes] = useState<readonly string[]>([])

  const methods = state.phase === 'ready' ? methodsOf(state.data) : []

  const handleChanged = async (fresh: readonly string[] = []) => {
    setCodes(fresh)
    await reload()
    if (fresh.length === 0) router.refresh()
  }
  const handleKept = () => {
    setCodes([])
    router.refresh()
  }
  return (
    <SettingsSection id="secondFactor" title={t('title')} lead={t('lead')}>
      {isMissing && (
        <p className="flex items-start gap-3 rounded-md bg-raised px-4 py-3 text-small">
          <ShieldAlert aria-hidden className="mt-[1px] size-5 shrink-0" />
          {t('missing')}
        </p>
      )}
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={handleKept} />}
      {state.phase === 'loading' && <Skeleton className="h-32" />}
      {state.phase === 'failed' && <LoadProblem problem={state.problem} onRetry={() => void retry()} />}
      {state.phase === 'ready' && codes.length === 0 && (
        <>
          <TotpPart isOn={state.data.totp} methods={methods} onChanged={handleChanged} />
          <PasskeyPart passkeys={state.data.passkeys} methods={methods} onChanged={handleChanged} />
          {methods.length > 0 && (
            <RecoveryPart left={state.data.recoveryCodesLeft} methods={methods} onChanged={handleChanged} />
          )}
        </>
      )}
    </SettingsSection>
  )
}
