'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useStore } from 'zustand'

import { useMoment } from '@/components/settings/use-moment'
import { Button } from '@/components/ui/button'
import type { VisitRoom } from '@/lib/client/visits/visit-room'
import type { Visit } from '@/lib/client/visits/visits-rest'

/** The waiting room: at which position one is, and what happens next. */
export function WaitingPanel({ room, visit }: { room: VisitRoom; visit: Visit }) {
  const t = useTranslations('visits.waiting')
  const moment = useMoment()
  const position = useStore(room.state, (data) => data.position) ?? 1
  const [isBusy, setIsBusy] = useState(false)
  const host = visit.participants.find(({ userId }) => userId === visit.hostId)?.displayName ?? ''

  const handleLeave = async () => {
    setIsBusy(true)
    await room.actions.leave()
    setIsBusy(false)
  }
  return (
    <section
      aria-labelledby="waiting-title"
      className="mx-auto flex w-full max-w-[34rem] flex-1 flex-col items-center justify-center gap-6 py-8 text-center"
    >
      <div className="flex flex-col gap-1">
        <h1 id="waiting-title" className="text-title font-[640]">
          {t('title')}
        </h1>
        <p className="text-muted">
          {t('with', { name: host })}
          {visit.scheduledAt && ` · ${moment(visit.scheduledAt)}`}
        </p>
      </div>
      <div className="flex w-full flex-col items-center gap-2 rounded-xl border border-line bg-surface px-6 py-8">
        <p role="status" className="flex flex-col items-center gap-2">
          <span aria-hidden className="text-[4rem] leading-none font-[640] text-accent-ink tabular-nums">
            {position}
          </span>
          <span className="sr-only">{t('position', { position })}</span>
          <span className="text-lead font-[620]">
            {position === 1 ? t('next') : t('before', { count: position - 1 })}
          </span>
        </p>
        <p className="max-w-[26rem] text-small text-muted">{t('what', { name: host })}</p>
      </div>
      <p className="max-w-[26rem] text-small text-muted">{t('meanwhile')}</p>
      <Button look="quiet" busy={isBusy} onClick={() => void handleLeave()}>
        {t('leave')}
      </Button>
    </section>
  )
}
