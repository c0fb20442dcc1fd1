'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { Simulated } from '@/lib/domain/matching-simulator'

/** What came of each policy, side by side: the one that holds first. */
export function SimulationTable({ results }: { results: readonly Simulated[] }) {
  const t = useTranslations('admin.simulator')
  const format = useFormatter()
  const duration = useDuration()
  const times = [1, 2]
  const share = (part: number, all: number) => (all === 0 ? null : Math.round((1_000 * part) / all) / 10)
  const sheet = {
    columns: [t('outcome'), ...results.map((_, index) => t(index === 0 ? 'now' : 'then'))],
    rows: [
      [t('joins'), ...results.map(({ joins }) => joins)],
      [t('p50'), ...results.map(({ p50 }) => p50)],
      [t('p95'), ...results.map(({ p95 }) => p95)],
      [t('gaveUp'), ...results.map(({ gaveUp, joins }) => share(gaveUp, joins))],
      [t('shared'), ...results.map(({ sharedPercent }) => sharedPercent)],
    ],
  }
  const words = sheet.rows.map((row, line) =>
    row.map((cell) =>
      typeof cell !== 'number'
        ? undefined
        : times.includes(line)
          ? duration(cell)
          : line > 2
            ? t('percent', { value: format.number(cell) })
            : undefined,
    ),
  )
  return (
    <PictureTable
      title={t('result')}
      note={t('resultNote')}
      sheet={sheet}
      words={words}
      fileName="omegoo-matching-policies"
      empty={t('nothing')}
    />
  )
}
