'use client'

import { ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { api } from '@/lib/client/api'
import { createReportOutcomes } from '@/lib/client/moderation/report-outcomes'
import { browserStores } from '@/lib/client/browser/key-value-store'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

const SEEN = 'omegoo.reports.seen'

/** What became of one's own report, in one calm line; it comes while connected or at the next visit. */
export function ReportOutcome({ socket }: { socket: OmegooSocket }) {
  const t = useTranslations('moderation.outcome')
  const [outcomes] = useState(() => watch(socket))
  const outcome = useStore(outcomes.store, (state) => state.outcome)

  useEffect(() => void outcomes.check(), [outcomes])

  return (
    <div role="status" className="shrink-0">
      {outcome && (
        <div className="flex animate-fade flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-4 py-2 text-small">
          <ShieldCheck aria-hidden className="size-5 shrink-0 text-accent-ink" />
          <p className="min-w-[12rem] flex-1">{t(outcome.status)}</p>
          <Link
            href="/reports"
            prefetch={false}
            className="inline-flex min-h-11 items-center rounded-sm px-2 font-[560] underline-offset-4 hover:underline"
          >
            {t('all')}
          </Link>
          <Button onClick={outcomes.noted}>{t('noted')}</Button>
        </div>
      )}
    </div>
  )
}

function watch(socket: OmegooSocket) {
  const { local } = browserStores()
  return createReportOutcomes({
    socket,
    fetchReports: () => api.get('/api/moderation/user-reports'),
    seen: { read: () => local.read(SEEN), write: (text) => local.write(SEEN, text) },
  })
}
