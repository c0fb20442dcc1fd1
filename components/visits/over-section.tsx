'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'

import { LoadProblem } from '@/components/settings/load-problem'
import { SettingsSection } from '@/components/settings/settings-section'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { VisitLine } from '@/components/visits/visit-line'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { type VisitPage, visitsRest } from '@/lib/client/visits/visits-rest'

/** Visits that are over, the last one first, and the way to what is older. @param news - counts what may have changed them */
export function OverSection({ news }: { news: number }) {
  const t = useTranslations('visits.list')
  const load = useCallback(() => visitsRest.over(), [])
  const { state, reload, retry, show } = useLoaded<VisitPage>(load)
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    if (news > 0) void reload()
  }, [news, reload])

  const handleEarlier = async ({ visits }: VisitPage) => {
    setIsBusy(true)
    const more = await visitsRest.over(visits.at(-1)?.visitId)
    setIsBusy(false)
    if (more.ok) show({ visits: [...visits, ...more.data.visits], hasMore: more.data.hasMore })
  }
  return (
    <SettingsSection id="over" title={t('over')}>
      {state.phase === 'loading' && <Skeleton className="h-14" />}
      {state.phase === 'failed' && state.problem !== 'signedOut' && (
        <LoadProblem problem={state.problem} onRetry={() => void retry()} />
      )}
      {state.phase === 'ready' && state.data.visits.length === 0 && (
        <p className="text-small text-muted">{t('noneOver')}</p>
      )}
      {state.phase === 'ready' && state.data.visits.length > 0 && (
        <ul className="-my-2 flex flex-col divide-y divide-line">
          {state.data.visits.map((visit) => (
            <VisitLine key={visit.visitId} visit={visit} />
          ))}
        </ul>
      )}
      {state.phase === 'ready' && state.data.hasMore && (
        <Button className="self-start" busy={isBusy} onClick={() => void handleEarlier(state.data)}>
          {t('earlier')}
        </Button>
      )}
    </SettingsSection>
  )
}
