'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { AccountPanel } from '@/components/account/account-panel'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { age, openAge } from '@/lib/client/account/age'
import { useProblem } from '@/lib/client/account/use-account-form'
import { useLoaded } from '@/lib/client/account/use-loaded'
import type { AgeState } from '@/lib/domain/age-assurance'

/** Says where the confirmation of one's age stands, and leads to who gives it. */
export function AgePanel() {
  const t = useTranslations('account.age')
  const { state, retry } = useLoaded(openAge)
  const [isBusy, setIsBusy] = useState(false)
  const { problem, secondsLeft, settle } = useProblem()
  const stands = state.phase === 'ready' ? state.data.state : undefined
  const isDone = stands === 'adult' || stands === 'declared'

  useEffect(() => {
    // A whole new page: the connection learns that the person may meet others.
    if (isDone) window.location.replace('/chat')
  }, [isDone])

  const handleGo = async () => {
    setIsBusy(true)
    const begun = await age.begin()
    settle(begun)
    if (begun.ok) window.location.assign(begun.data.url)
    else setIsBusy(false)
  }
  if (state.phase === 'loading' || isDone)
    return (
      <AccountPanel title={t('title')} lead={t('loading')}>
        <Skeleton className="mt-8 h-12" />
      </AccountPanel>
    )
  if (state.phase === 'failed')
    return (
      <AccountPanel title={t('title')} lead={t('failed')}>
        <div className="mt-8 flex flex-col gap-3">
          <ProblemLine problem={state.problem} secondsLeft={0} />
          <Button onClick={() => void retry()}>{t('again')}</Button>
        </div>
      </AccountPanel>
    )
  const isPending = stands === 'pending'
  return (
    <AccountPanel title={t('title')} lead={t(`state.${wordOf(stands)}`)}>
      <p className="mt-3 text-small text-muted">{t('note')}</p>
      <div className="mt-auto flex flex-col gap-3 pt-8 sm:mt-0">
        <ProblemLine problem={problem} secondsLeft={secondsLeft} />
        {isPending && (
          <Button look="primary" size="lg" wide onClick={() => void retry()}>
            {t('look')}
          </Button>
        )}
        <Button
          look={isPending ? 'quiet' : 'primary'}
          size="lg"
          wide
          busy={isBusy}
          disabled={problem === 'tooFast'}
          onClick={() => void handleGo()}
        >
          {t(stands === 'wanted' ? 'go' : 'goAgain')}
        </Button>
      </div>
    </AccountPanel>
  )
}

/** The states that this page stays for. */
function wordOf(state: AgeState | undefined) {
  return state === 'pending' || state === 'minor' || state === 'unclear' ? state : 'wanted'
}
