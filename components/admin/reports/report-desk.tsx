'use client'

import { ArrowDown, ArrowLeft, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { DeskKeys } from '@/components/admin/reports/desk-keys'
import { DeskQueue } from '@/components/admin/reports/desk-queue'
import { ReportView } from '@/components/admin/reports/report-view'
import { IconButton } from '@/components/ui/icon-button'
import { preloadCase } from '@/lib/client/admin/reports/case-cache'
import { neighboursOf } from '@/lib/client/admin/reports/neighbours'
import { reportQuery } from '@/lib/client/admin/reports/report-query'
import { useKeys } from '@/lib/client/admin/reports/use-keys'
import type { ReportPage } from '@/lib/client/admin/rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'

/** A case with the queue it stands in: one walks through it without leaving the page, and the next case is read ahead. */
export function ReportDesk({ id: opened, viewer }: { id: string; viewer: string }) {
  const t = useTranslations('admin')
  const router = useRouter()
  const { params } = useAddress()
  const id = useCaseInPath(opened)
  const news = useFeed((feed) => feed.reportNews + feed.claimNews)
  const { data } = useRemote<ReportPage>(reportQuery(params), news)
  const rows = data?.reports ?? []
  const ids = rows.map(({ reportId }) => reportId)
  const query = params.toString() && `?${params.toString()}`
  const addressOf = (report: string) => `/admin/reports/${encodeURIComponent(report)}${query}`
  const { previous, next, show, walk, early } = useWalk(ids, id, addressOf)
  const back = `/admin/reports${query}`
  useKeys({ j: () => walk('next'), k: () => walk('previous'), u: () => router.push(back) })

  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-4">
        <Link
          href={back}
          className="inline-flex min-h-11 items-center gap-2 rounded-sm text-small text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {t('report.back')}
        </Link>
        <div className="flex items-center">
          <DeskKeys />
          <IconButton
            label={t('desk.previous')}
            icon={<ArrowUp aria-hidden />}
            tip="below"
            tipAt="end"
            shortcut="K"
            disabled={previous === undefined}
            onClick={() => show(previous)}
          />
          <IconButton
            label={t('desk.next')}
            icon={<ArrowDown aria-hidden />}
            tip="below"
            tipAt="end"
            shortcut="J"
            disabled={next === undefined}
            onClick={() => show(next)}
          />
        </div>
      </div>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[14rem_minmax(0,1fr)] 2xl:grid-cols-[18rem_minmax(0,1fr)]">
        <DeskQueue rows={rows} current={id} addressOf={addressOf} onChoose={show} />
        <ReportView key={id} id={id} viewer={viewer} {...early} onNext={() => walk('next')} />
      </div>
    </div>
  )
}

/** Goes from case to case without leaving the page. */
function useWalk(ids: readonly string[], id: string, addressOf: (report: string) => string) {
  // The case that was asked for last: a key that follows at once is meant for it, though the one before is still shown.
  const wanted = useRef(id)
  useEffect(() => {
    wanted.current = id
  }, [id])
  const [early, setEarly] = useState<string>()
  const { previous, next } = neighboursOf(ids, id)
  useEffect(() => {
    if (next !== undefined) void preloadCase(next)
  }, [next])
  const show = (report: string | undefined) => {
    if (report === undefined) return
    wanted.current = report
    setEarly(undefined)
    window.history.pushState(null, '', addressOf(report))
    window.scrollTo({ top: 0 })
  }
  return {
    previous,
    next,
    show,
    walk: (to: 'previous' | 'next') => show(neighboursOf(ids, wanted.current)[to]),
    /** A key that was pressed before the case was there, or when another one was asked for. */
    early: { early, isLeaving: () => wanted.current !== id, onEarly: setEarly },
  }
}

/** The address changes without the page: what it names is the case. */
function useCaseInPath(opened: string): string {
  const [, named] = /^\/admin\/reports\/([^/]+)$/.exec(usePathname()) ?? []
  return named === undefined ? opened : decodeURIComponent(named)
}
