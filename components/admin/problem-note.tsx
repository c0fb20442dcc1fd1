'use client'

import { CircleSlash, Hourglass, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'
import type { Problem } from '@/lib/client/admin/rest'

const signs = {
  offline: WifiOff,
  tooFast: Hourglass,
  signedOut: CircleSlash,
  forbidden: CircleSlash,
  gone: TriangleAlert,
  decided: TriangleAlert,
  claimed: TriangleAlert,
  notBanned: TriangleAlert,
  otherModerator: TriangleAlert,
  ownCase: TriangleAlert,
  unexpected: TriangleAlert,
}

/** Why a list or a page could not be had, and what to do. What was there before stays under it. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const t = useTranslations('admin.problem')
  const Sign = signs[problem]
  const canRetry = problem === 'offline' || problem === 'tooFast' || problem === 'unexpected'
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-raised px-4 py-3 text-small">
      <Sign aria-hidden className="size-5 shrink-0" />
      <p className="flex-1">{t(problem)}</p>
      {canRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  )
}
