'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { MatchingFigures } from '@/lib/domain/matching-figures'
import type { Simulated } from '@/lib/domain/matching-simulator'

interface SimulationTableProps {
  /** What the simulation is to find again; undefined: another crowd was tried. */
  measured: MatchingFigures | undefined
  results: readonly Simulated[]
}

/** What came of each policy, side by side: what was measured, then the one that holds. */
export function SimulationTable({ measured, results }: SimulationTableProps) {
  const t = useTranslations('admin.simulator')
  const format = useFormatter()
  const duration = useDuration()
  const times = [1, 2]
  const before = <T,>(value: T) => (measured ? [value] : [])
  const share = (part: number, all: number) => (all === 0 ? null : Math.round((1_000 * part) / all) / 10)
  const sheet = {
    columns: [
      t('outcome'),
      ...before(t('measured')),
      ...results.map((_, index) => t(index === 0 ? 'now' : 'then')),
    ],
    rows: [
      [t('joins'), ...before(null), ...results.map(({ joins }) => joins)],
      [t('p50'), ...before(measured?.waits.p50 ?? null), ...results.map(({ p50 }) => p50)],
      [t('p95'), ...before(measured?.waits.p95 ?? null), ...results.map(({ p95 }) => p95)],
      [
        t('gaveUp'),
        ...before(measured?.abandonment ?? null),
        ...results.map(({ gaveUp, met }) => share(gaveUp, met + gaveUp)),
      ],
      [t('shared'), ...before(null), ...results.map(({ sharedPercent }) => sharedPercent)],
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
      note={t(measured ? 'resultNoteMeasured' : 'resultNote')}
      sheet={sheet}
      words={words}
      fileName="omegoo-matching-policies"
      empty={t('nothing')}
    />
  )
}
