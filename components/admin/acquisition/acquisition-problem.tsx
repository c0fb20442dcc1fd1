'use client'

import { CircleSlash, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'

const signs = {
  offline: <WifiOff aria-hidden />,
  failed: <TriangleAlert aria-hidden />,
  forbidden: <CircleSlash aria-hidden />,
}

interface AcquisitionProblemProps {
  problem: keyof typeof signs
  /** Earlier figures are still on the screen. */
  isStale: boolean
  onRetry: () => void
}

/** What keeps the figures away, and what can be done. */
export function AcquisitionProblem({ problem, isStale, onRetry }: AcquisitionProblemProps) {
  const t = useTranslations('acquisition.problem')
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line-strong bg-surface px-4 py-3 text-small [&>svg]:size-5 [&>svg]:shrink-0"
    >
      {signs[problem]}
      <p className="flex-1">
        {t(problem)} {isStale && <span className="text-muted">{t('stale')}</span>}
      </p>
      {problem !== 'forbidden' && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  )
}
