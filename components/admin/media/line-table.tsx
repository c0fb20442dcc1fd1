'use client'

import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import { type PictureFilter, usePictureLinks } from '@/components/admin/picture/use-picture-links'
import type { MediaPage } from '@/lib/client/admin/rest'

/** What comes of a line: how often people leave at once, and report, by how good the worse of the two lines was. */
export function LineTable({
  page: { window, total },
  inAddress,
}: {
  page: MediaPage
  inAddress: PictureFilter
}) {
  const links = usePictureLinks(inAddress)
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
    people: [1],
  }
  return (
    <PictureTable
      id="lines"
      title={t('lines.title')}
      note={t('lines.note')}
      sheet={sheet}
      fileName={`omegoo-lines-${window.start}-${window.end}`}
      empty={t('noCalls')}
      linkOf={(_, column) =>
        column === SKIPPED
          ? links.figures('matching', '/admin/matching')
          : column === REPORTED
            ? links.plain('reports', '/admin/reports?status=all')
            : undefined
      }
      say={(cell, column) => (column > 1 && typeof cell === 'number' ? percent(cell) : undefined)}
    />
  )
}

const SKIPPED = 2
const REPORTED = 3
