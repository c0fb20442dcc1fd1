'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { AccountPanel } from '@/components/account/account-panel'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { INVALID_LINK } from '@/lib/client/account/account-problem'
import { tokenInAddress, verifyEmail } from '@/lib/client/account/account-rest'
import type { Result } from '@/lib/client/api'

type Phase = 'checking' | 'done' | 'bad' | 'offline' | 'unexpected'

function phaseAfter(result: Result<unknown>): Phase {
  if (result.ok) return 'done'
  if (result.offline) return 'offline'
  return result.code === INVALID_LINK ? 'bad' : 'unexpected'
}

/** Spends the link that was mailed to an address, as soon as it is opened. */
export function VerifyEmail() {
  const t = useTranslations('account.verify')
  const problem = useTranslations('account.problem')
  const [phase, setPhase] = useState<Phase>('checking')
  const isAsked = useRef(false)

  const ask = async () => {
    setPhase('checking')
    const token = tokenInAddress(location.hash)
    setPhase(token === '' ? 'bad' : phaseAfter(await verifyEmail(token)))
  }

  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    void ask()
  }, [])

  if (phase === 'checking') return <AccountPanel title={t('title')} lead={t('checking')} />
  if (phase === 'offline' || phase === 'unexpected') {
    return (
      <AccountPanel title={t('title')} lead={problem(phase)}>
        <Button look="primary" size="lg" wide className="mt-8" onClick={() => void ask()}>
          {t('again')}
        </Button>
      </AccountPanel>
    )
  }
  return (
    <AccountPanel title={t(`${phase}Title`)} lead={t(phase)}>
      <Link
        href="/chat"
        className={buttonLook({ look: 'primary', size: 'lg', wide: true, className: 'mt-8' })}
      >
        {t('goOn')}
      </Link>
    </AccountPanel>
  )
}
