'use client'

import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { useId } from 'react'

import { FigureLink, type LinkOf } from '@/components/admin/figures/figure-link'
import { ExportLinks } from '@/components/admin/figures/save-file'
import { cohorts, type EngagementReport } from '@/lib/contracts/omegoo/figure-tables'

interface CohortTableProps {
  report: EngagementReport
  exportHref: string
  linkOf: LinkOf
}

/** Shades of a share, each with its number in it. */
const SHADES = [
  { from: 60, look: 'bg-accent text-on-accent' },
  { from: 30, look: 'bg-accent-soft text-ink' },
  { from: 0.1, look: 'bg-raised text-ink' },
] as const
const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

/** Of those who registered in a week, how many were there again in the weeks after. */
export function CohortTable({ report, exportHref, linkOf }: CohortTableProps) {
  const t = useTranslations('analytics.engagement.cohorts')
  const format = useFormatter()
  const titleId = useId()
  const { columns, rows } = cohorts(report)
  const lookOf = (share: number) => SHADES.find(({ from }) => share >= from)?.look ?? 'text-muted'
  return (
    <section
      id="cohorts"
      aria-labelledby={titleId}
      className="flex min-w-0 scroll-mt-4 flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex items-start justify-between gap-2">
        <div>
          <h2 id={titleId} className="text-small font-[620]">
            {t('title')}
          </h2>
          <p className="text-caption text-muted">{t('note')}</p>
        </div>
        <div className="-me-2 -mt-2 shrink-0">
          <ExportLinks title={t('title')} href={exportHref} />
        </div>
      </header>
      {/* Focusable, so that a keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        tabIndex={0}
        role="group"
        aria-labelledby={titleId}
        className="relative overflow-x-auto rounded-sm"
      >
        <table className="w-full border-collapse text-caption tabular-nums">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={clsx('px-2 py-2 font-[560] text-muted', index === 0 ? 'text-start' : 'text-end')}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              <tr key={String(row[0])} className="border-t border-line">
                {row.map((cell, index) => {
                  const link = linkOf(line, index)
                  if (index === 0)
                    return (
                      <th
                        key="week"
                        scope="row"
                        className="px-2 py-2 text-start font-[inherit] whitespace-nowrap"
                      >
                        {link ? <FigureLink {...link}>{String(cell)}</FigureLink> : cell}
                      </th>
                    )
                  const isShare = index > 1 && typeof cell === 'number'
                  return (
                    <td key={columns[index]} className={clsx('px-2 py-2 text-end', isShare && lookOf(cell))}>
                      {typeof cell !== 'number' ? (
                        ''
                      ) : link ? (
                        <FigureLink {...link}>{format.number(cell)}</FigureLink>
                      ) : (
                        format.number(cell, isShare ? ONE_DECIMAL : {})
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
