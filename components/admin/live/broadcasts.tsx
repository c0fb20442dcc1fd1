'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { NewBroadcast } from '@/components/admin/live/new-broadcast'
import { Moment } from '@/components/admin/moment'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import { Skeleton } from '@/components/ui/skeleton'
import { type BroadcastPage, BROADCASTS_PATH } from '@/lib/client/admin/live/broadcast-rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** How long after sending it is counted whom it reached, ms. */
const COUNTED_MS = 2_000
const SHOWN = 10

/** Sends something to everybody, and shows what was sent and how many connections it reached. */
export function Broadcasts() {
  const t = useTranslations('admin.broadcasts')
  const [sent, setSent] = useState(0)
  const [news, setNews] = useState(0)
  const { data, problem, again } = useRemote<BroadcastPage>(`${BROADCASTS_PATH}?limit=${SHOWN}`, news)
  useEffect(() => {
    if (sent === 0) return
    const timer = setTimeout(() => setNews((count) => count + 1), COUNTED_MS)
    return () => clearTimeout(timer)
  }, [sent])
  const handleSent = () => {
    setSent((count) => count + 1)
    setNews((count) => count + 1)
  }
  return (
    <Section title={t('title')} note={t('note')}>
      <NewBroadcast onSent={handleSent} />
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!data && !problem && <Skeleton className="h-24" />}
      {data?.broadcasts.length === 0 && <p className="py-4 text-small text-muted">{t('empty')}</p>}
      <ul className="flex flex-col divide-y divide-line empty:hidden">
        {data?.broadcasts.map(({ broadcastId, message, priority, from, broadcastAt, reached }) => (
          <li key={broadcastId} className="flex flex-col gap-1 py-3">
            <p dir="auto" className="text-small break-words whitespace-pre-wrap">
              {message}
            </p>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-caption text-muted">
              <Badge>{t(`priorities.${priority}`)}</Badge>
              <bdi>{from ?? t('gone')}</bdi>
              <Moment at={broadcastAt} />
              <span>{t('reached', { count: reached })}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
