'use client'

import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import { ParetoBars } from '@/components/admin/media/pareto-bars'
import { type PictureFilter, usePictureLinks } from '@/components/admin/picture/use-picture-links'
import type { MediaPage } from '@/lib/client/admin/rest'

/** Why sessions with sound or picture end, most first: a bar each, and the share of a cause and of those before it. */
export function CauseChart({
  page: { window, total },
  inAddress,
}: {
  page: MediaPage
  inAddress: PictureFilter
}) {
  const links = usePictureLinks(inAddress)
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
    people: [1],
    follows: { share: { columns: [2, 3], of: 1 } },
  }
  /** A cause leads to the page that knows who or what it was; of the rest there is only how sessions went on. */
  const linkOf = (row: number, column: number) => {
    const cause = total.causes[row]?.cause
    if (cause === undefined || column > 1) return undefined
    if (cause === 'media-failed' || cause === 'disconnected') return links.plain('media', '#failures')
    if (cause === 'reported' || cause === 'violation')
      return links.plain('reports', '/admin/reports?status=all')
    if (cause === 'banned') return links.plain('users', '/admin/users?banned=true')
    return links.figures('engagement', '/admin/engagement')
  }
  return (
    <PictureTable
      id="causes"
      title={t('causes.title')}
      note={t('causes.note')}
      sheet={sheet}
      fileName={`omegoo-call-causes-${window.start}-${window.end}`}
      empty={t('noCalls')}
      linkOf={linkOf}
      say={(cell, column) => (column > 1 && typeof cell === 'number' ? percent(cell) : undefined)}
    >
      <ParetoBars causes={total.causes.map((one) => ({ ...one, cause: nameOf(one.cause) }))} />
    </PictureTable>
  )
}
