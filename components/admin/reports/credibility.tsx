'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Moment } from '@/components/admin/moment'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import type { ReportFile } from '@/lib/client/admin/rest'

/** How much the reports against the person weighed, and why. */
export function Credibility({ credibility }: { credibility: ReportFile['credibility'] }) {
  const t = useTranslations('admin.credibility')
  const format = useFormatter()
  const { weight, reports, reporters, inBurst, parts, pausedUntil } = credibility
  const number = (value: number) => format.number(value, { minimumFractionDigits: 2 })
  return (
    <Section title={t('title')} note={t('note')}>
      <p className="text-small">
        {t('sum', { weight: number(weight), reports, reporters })}{' '}
        {inBurst > 0 && <Badge tone="accent">{t('burst', { count: inBurst })}</Badge>}
      </p>
      {parts.length > 1 && (
        <ul className="mt-2 flex flex-wrap gap-2 text-caption text-muted tabular-nums">
          {parts.map(({ reportId, weight: own, isBurst }) => (
            <li key={reportId} className="rounded-full border border-line px-2 py-[2px]">
              {number(own)}
              {isBurst && ` · ${t('inBurst')}`}
            </li>
          ))}
        </ul>
      )}
      {pausedUntil && (
        <p className="mt-2 text-small text-muted">
          {t('paused')} <Moment at={pausedUntil} />
        </p>
      )}
    </Section>
  )
}
