'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'

import { ScrollingTable } from '@/components/admin/figures/figure-card'
import { useYesterdayWords } from '@/components/admin/overview/use-yesterday-words'
import { pageOfDay } from '@/lib/client/admin/analytics/page-of-day'
import type { YesterdayPage } from '@/lib/client/admin/rest'

const COLUMNS = ['what', 'value', 'usual', 'range'] as const

/** Every number of yesterday beside what is usual, behind a line that opens it. */
export function YesterdayTable({ page: { day, numbers } }: { page: YesterdayPage }) {
  const t = useTranslations('admin.yesterday')
  const say = useYesterdayWords()
  return (
    <details className="text-small">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-caption text-muted underline underline-offset-4 hover:text-ink">
        {t('all')}
      </summary>
      <div className="max-w-[46rem] rounded-lg border border-line bg-surface px-4 py-1">
        <ScrollingTable label={t('all')}>
          <thead>
            <tr>
              {COLUMNS.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={`py-2 text-caption font-[560] text-muted ${index === 0 ? 'text-start' : 'ps-4 text-end'}`}
                >
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {numbers.map(({ what, value, deviation }) => (
              <tr key={what} className="border-t border-line">
                <th scope="row" className="py-2 text-start font-[inherit]">
                  {t(`what.${what}`)}
                </th>
                <td className={`py-2 ps-4 text-end ${deviation?.direction ? 'font-[640]' : ''}`}>
                  <Link
                    href={pageOfDay(what, day)}
                    prefetch={false}
                    className="underline decoration-line underline-offset-4 hover:decoration-ink pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
                  >
                    {say(what, value)}
                  </Link>
                </td>
                <td className="py-2 ps-4 text-end">{deviation ? say(what, deviation.usual) : '–'}</td>
                <td className="py-2 ps-4 text-end whitespace-nowrap">
                  {deviation
                    ? t('range', { low: say(what, deviation.low), high: say(what, deviation.high) })
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollingTable>
      </div>
    </details>
  )
}
