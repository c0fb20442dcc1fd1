'use client'

import { Hourglass, MessageSquareWarning, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { api } from '@/lib/client/api'
import { browserStores } from '@/lib/client/browser/key-value-store'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import { timeOf } from '@/lib/client/browser/use-elapsed'
import { createStandingNews, type Standing } from '@/lib/client/moderation/standing'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

const SEEN = 'omegoo.appeal.seen'

/** What moderators told the person: warnings until they are confirmed, that a ban was lifted, how long a pause lasts. */
export function StandingNotice({ socket }: { socket: OmegooSocket }) {
  const t = useTranslations('moderation.standing')
  const [news] = useState(() => watch(socket))
  const { warnings, lifted, pausedUntil } = useStore(news.store)

  useEffect(() => void news.check(), [news])

  return (
    <div role="status" className="shrink-0">
      {warnings.map((text) => (
        <Line key={text} sign={<MessageSquareWarning aria-hidden className="size-5 shrink-0" />}>
          <p className="min-w-[12rem] flex-1 wrap-anywhere">
            <span className="font-[620]">{t('warning')}</span> {text}
          </p>
          <Button onClick={() => void news.confirmWarnings()}>{t('confirm')}</Button>
        </Line>
      ))}
      {lifted !== null && (
        <Line sign={<ShieldCheck aria-hidden className="size-5 shrink-0 text-accent-ink" />}>
          <p className="min-w-[12rem] flex-1 wrap-anywhere">
            {t('lifted')} {lifted}
          </p>
          <Button onClick={news.noted}>{t('noted')}</Button>
        </Line>
      )}
      {pausedUntil && <Paused key={pausedUntil} until={pausedUntil} onOver={news.resumed} />}
    </div>
  )
}

function Paused({ until, onOver }: { until: string; onOver: () => void }) {
  const t = useTranslations('moderation.standing')
  const seconds = useSecondsLeft(Date.parse(until))
  useEffect(() => {
    if (seconds === 0) onOver()
  }, [seconds, onOver])
  return (
    <Line sign={<Hourglass aria-hidden className="size-5 shrink-0" />}>
      <p className="min-w-[12rem] flex-1 tabular-nums">{t('paused', { time: timeOf(seconds * 1_000) })}</p>
    </Line>
  )
}

function Line({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <div className="flex animate-fade flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-4 py-2 text-small">
      {sign}
      {children}
    </div>
  )
}

function watch(socket: OmegooSocket) {
  const { local } = browserStores()
  return createStandingNews({
    socket,
    fetchStanding: () => api.get<Standing>('/api/moderation/standing'),
    confirm: () => api.post('/api/moderation/standing/confirm'),
    seen: { read: () => local.read(SEEN), write: (text) => local.write(SEEN, text) },
  })
}
