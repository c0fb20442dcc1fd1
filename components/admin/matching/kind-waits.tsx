'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { type PictureFilter, usePictureLinks } from '@/components/admin/picture/use-picture-links'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { MatchingPage } from '@/lib/client/admin/rest'

const TIMES: ReadonlySet<number> = new Set([2, 3, 4])
const SHARE = 5

/** Waits and who gave up, by kind of session. */
export function KindWaits({
  page: { window, kinds },
  inAddress,
}: {
  page: MatchingPage
  inAddress: PictureFilter
}) {
  const links = usePictureLinks(inAddress)
  const t = useTranslations('admin.matching')
  const kindWords = useTranslations('admin.overview.chatType')
  const format = useFormatter()
  const duration = useDuration()
  const sheet = {
    columns: [t('kind'), t('joined'), 'p50', 'p95', 'p99', t('abandonment')],
    rows: kinds.map(({ chatType, joined, met, waits, abandonment }) => [
      kindWords(chatType),
      joined,
      ...(met === 0 ? [null, null, null] : [waits.p50, waits.p95, waits.p99]),
      abandonment,
    ]),
    people: [1],
  }
  return (
    <PictureTable
      id="kinds"
      title={t('kinds.title')}
      note={t('kinds.note')}
      sheet={sheet}
      fileName={`omegoo-waits-by-kind-${window.start}-${window.end}`}
      empty={t('nobody')}
      linkOf={(row, column) => {
        const kind = kinds[row]?.chatType
        if (!kind || column > 1) return undefined
        return column === 0 ? links.kind(kind) : links.figures('engagement', '/admin/engagement', kind)
      }}
      say={(cell, column) =>
        typeof cell !== 'number'
          ? undefined
          : TIMES.has(column)
            ? duration(cell)
            : column === SHARE
              ? t('percent', { value: format.number(cell) })
              : undefined
      }
    />
  )
}
