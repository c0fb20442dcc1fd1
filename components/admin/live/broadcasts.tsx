'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { BroadcastItems } from '@/components/admin/broadcasts/broadcast-items'
import { NewBroadcast } from '@/components/admin/live/new-broadcast'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
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
      {data && <BroadcastItems broadcasts={data.broadcasts} />}
      <p className="pt-1">
        <Link
          href="/admin/broadcasts"
          prefetch={false}
          className="inline-flex min-h-11 items-center text-small underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {t('showAll')}
        </Link>
      </p>
    </Section>
  )
}
