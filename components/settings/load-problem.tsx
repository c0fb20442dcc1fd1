'use client'

import { useTranslations } from 'next-intl'

import { ProblemLine } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import type { AccountProblem } from '@/lib/client/account/account-problem'

/** What kept something from being shown, and trying again. */
export function LoadProblem({ problem, onRetry }: { problem: AccountProblem; onRetry: () => void }) {
  const t = useTranslations('settings')
  return (
    <div className="flex flex-col items-start gap-3">
      <ProblemLine problem={problem === 'tooFast' ? 'unexpected' : problem} secondsLeft={0} />
      <Button onClick={onRetry}>{t('again')}</Button>
    </div>
  )
}
