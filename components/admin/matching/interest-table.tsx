'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import type { MatchingPage } from '@/lib/client/admin/rest'

const SHOWN = 20
const PEOPLE = 2
const FOUND = 3

/** Interests that many name, and how often they find somebody. */
export function InterestTable({ page: { window, interests } }: { page: MatchingPage }) {
  const t = useTranslations('admin.matching')
  const format = useFormatter()
  const sheet = {
    columns: [t('interest'), t('named'), t('sharedSessions'), t('found')],
    rows: interests
      .slice(0, SHOWN)
      .map(({ interest, joined, met }) => [
        interest,
        joined,
        met,
        joined === 0 ? null : Math.min(100, Math.round((1_000 * PEOPLE * met) / joined) / 10),
      ]),
    people: [1, 2],
  }
  return (
    <PictureTable
      id="interests"
      title={t('interests.title')}
      note={t('interests.note')}
      sheet={sheet}
      fileName={`omegoo-interests-${window.start}-${window.end}`}
      empty={t('interests.empty')}
      say={(cell, column) =>
        column === FOUND && typeof cell === 'number'
          ? t('percent', { value: format.number(cell) })
          : undefined
      }
    />
  )
}
