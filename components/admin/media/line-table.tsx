'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import type { MediaPage } from '@/lib/client/admin/rest'

/** What comes of a line: how often people leave at once, and report, by how good the worse of the two lines was. */
export function LineTable({ page: { window, total } }: { page: MediaPage }) {
  const t = useTranslations('admin.media')
  const { percent } = useMediaWords()
  const lines = total.lines.filter(({ sessions }) => sessions > 0)
  const sheet = {
    columns: [t('line'), t('sessions'), t('skipped'), t('reported')],
    rows: lines.map(({ band, sessions, skippedPercent, reportedPercent }) => [
      t(`band.${band}`),
      sessions,
      skippedPercent,
      reportedPercent,
    ]),
  }
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <PictureTable
        id="lines"
        title={t('lines.title')}
        note={t('lines.note')}
        sheet={sheet}
        fileName={`omegoo-lines-${window.start}-${window.end}`}
        empty={t('noCalls')}
        say={(cell, column) => (column > 1 && typeof cell === 'number' ? percent(cell) : undefined)}
      />
      <Link
        href="/admin/reports"
        className="inline-flex min-h-11 items-center self-start text-caption text-muted underline underline-offset-4 hover:text-ink"
      >
        {t('toReports')}
      </Link>
    </div>
  )
}
