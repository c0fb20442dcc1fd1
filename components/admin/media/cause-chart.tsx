'use client'

import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import { ParetoBars } from '@/components/admin/media/pareto-bars'
import type { MediaPage } from '@/lib/client/admin/rest'

/** Why sessions with sound or picture end, most first: a bar each, and the share of a cause and of those before it. */
export function CauseChart({ page: { window, total } }: { page: MediaPage }) {
  const t = useTranslations('admin.media')
  const { cause: nameOf, percent } = useMediaWords()
  const sheet = {
    columns: [t('causeColumn'), t('count'), t('share'), t('cumulative')],
    rows: total.causes.map(({ cause, count, share, cumulative }) => [
      nameOf(cause),
      count,
      share,
      cumulative,
    ]),
  }
  return (
    <PictureTable
      id="causes"
      title={t('causes.title')}
      note={t('causes.note')}
      sheet={sheet}
      fileName={`omegoo-call-causes-${window.start}-${window.end}`}
      empty={t('noCalls')}
      say={(cell, column) => (column > 1 && typeof cell === 'number' ? percent(cell) : undefined)}
    >
      <ParetoBars causes={total.causes.map((one) => ({ ...one, cause: nameOf(one.cause) }))} />
    </PictureTable>
  )
}
