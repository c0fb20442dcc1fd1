'use client'

import { CalendarPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'

import { OwnId } from '@/components/account/own-id'
import { LoadProblem } from '@/components/settings/load-problem'
import { SettingsSection } from '@/components/settings/settings-section'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { NewVisitDialog } from '@/components/visits/new-visit-dialog'
import { OverSection } from '@/components/visits/over-section'
import { useVisitNews } from '@/components/visits/use-visit-rooms'
import { VisitLine } from '@/components/visits/visit-line'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { visitsRest } from '@/lib/client/visits/visits-rest'

interface VisitsScreenProps {
  account: string
  /** Whether one may hold visits. */
  canHost: boolean
}

/** One's visits: those that are now, that come, and that are over. */
export function VisitsScreen({ account, canHost }: VisitsScreenProps) {
  const t = useTranslations('visits')
  const router = useRouter()
  const [isMaking, setIsMaking] = useState(false)
  const [news, setNews] = useState(0)
  const { state, reload, retry } = useLoaded(visitsRest.open)
  const handleNews = useCallback(() => {
    void reload()
    setNews((count) => count + 1)
  }, [reload])
  useVisitNews(handleNews)
  const isSignedOut = state.phase === 'failed' && state.problem === 'signedOut'
  useEffect(() => {
    if (isSignedOut) router.refresh()
  }, [isSignedOut, router])

  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-[48rem] flex-col gap-6 px-5 pt-4 pb-[max(40px,env(safe-area-inset-bottom))] lg:pt-8"
    >
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex flex-col gap-1">
          <h1 className="text-title font-[640]">{t('title')}</h1>
          <p className="text-muted">{t(canHost ? 'leadHost' : 'lead')}</p>
        </div>
        {canHost && (
          <Button look="primary" onClick={() => setIsMaking(true)}>
            <CalendarPlus aria-hidden />
            {t('new.open')}
          </Button>
        )}
      </div>
      {state.phase === 'failed' && !isSignedOut && (
        <LoadProblem problem={state.problem} onRetry={() => void retry()} />
      )}
      {(state.phase === 'loading' || isSignedOut) && <Shape />}
      {state.phase === 'ready' && (
        <>
          <Section id="now" visits={state.data.visits.filter(({ status }) => status === 'now')} />
          <Section id="coming" visits={state.data.visits.filter(({ status }) => status === 'coming')} />
        </>
      )}
      <OverSection news={news} />
      {!canHost && (
        <div className="flex flex-col gap-2">
          <p className="text-small text-muted">{t('ownId')}</p>
          <OwnId account={account} />
        </div>
      )}
      {isMaking && <NewVisitDialog account={account} onClose={() => setIsMaking(false)} />}
    </main>
  )
}

function Section({
  id,
  visits,
}: {
  id: 'now' | 'coming'
  visits: readonly Parameters<typeof VisitLine>[0]['visit'][]
}) {
  const t = useTranslations('visits.list')
  return (
    <SettingsSection id={id} title={t(id)}>
      {visits.length === 0 ? (
        <p className="text-small text-muted">{t(id === 'now' ? 'noneNow' : 'noneComing')}</p>
      ) : (
        <ul className="-my-2 flex flex-col divide-y divide-line">
          {visits.map((visit) => (
            <VisitLine key={visit.visitId} visit={visit} />
          ))}
        </ul>
      )}
    </SettingsSection>
  )
}

function Shape() {
  const t = useTranslations('visits')
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-36 rounded-lg" />
      <Skeleton className="h-36 rounded-lg" />
    </div>
  )
}
