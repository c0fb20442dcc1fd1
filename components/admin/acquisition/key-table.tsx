'use client'

import { clsx } from 'clsx'
import { Download } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useId } from 'react'

import { useKeyWords } from '@/components/admin/acquisition/use-key-words'
import { IconButton } from '@/components/ui/icon-button'
import { saveCsv, type Sheet } from '@/lib/client/admin/csv'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'

/** Always one, so that the points stand under each other. */
const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const
const SIGNED = { ...ONE_DECIMAL, signDisplay: 'exceptZero' } as const
/** Columns of shares and changes; the others count. */
const FORMATS: Readonly<Record<number, typeof ONE_DECIMAL | typeof SIGNED>> = { 2: ONE_DECIMAL, 4: SIGNED }

/** Every key with its sign-ups, its share, and how it moved since the window before. */
export function KeyTable({ report, compare }: { report: SignupReport; compare: boolean }) {
  const t = useTranslations('acquisition')
  const titleId = useId()
  const { by, window } = report
  const title = t('keys.title', { by })
  const sheet = useKeySheet(report, compare)
  return (
    <section
      id="keys"
      className="flex min-w-0 scroll-mt-4 flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex items-start justify-between gap-2">
        <h2 id={titleId} className="text-small font-[620]">
          {title}
        </h2>
        <div className="-me-2 -mt-2">
          <IconButton
            label={t('keys.export', { title })}
            icon={<Download aria-hidden />}
            tip="below"
            tipAt="end"
            onClick={() => saveCsv(`omegoo-registered-by-${by}-${window.start}-${window.end}-sums`, sheet)}
          />
        </div>
      </header>
      {/* Focusable, so that a keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div tabIndex={0} role="region" aria-labelledby={titleId} className="overflow-x-auto rounded-sm">
        <KeyRows sheet={sheet} />
      </div>
    </section>
  )
}

/** The table as numbers; also what is exported. A change without anything before is null. */
function useKeySheet({ by, keys, total, previousTotal, change }: SignupReport, compare: boolean): Sheet {
  const t = useTranslations('acquisition')
  const words = useKeyWords(by)
  const row = (name: string, count: number, share: number, before: number, moved: number | null) => [
    name,
    count,
    share,
    ...(compare ? [before, moved] : []),
  ]
  return {
    columns: [
      t(`by.${by}`),
      t('keys.count'),
      t('keys.share'),
      ...(compare ? [t('keys.previous'), t('keys.change')] : []),
    ],
    rows: [
      ...keys.map((one) => row(words(one.key), one.total, one.share, one.previousTotal, one.change)),
      row(t('keys.all'), total, total === 0 ? 0 : 100, previousTotal, change),
    ],
  }
}

function KeyRows({ sheet: { columns, rows } }: { sheet: Sheet }) {
  const t = useTranslations('acquisition.keys')
  const format = useFormatter()
  const say = (cell: string | number | null | undefined, column: number) => {
    if (cell === null || cell === undefined) return t('new')
    return typeof cell === 'string' ? cell : format.number(cell, FORMATS[column] ?? {})
  }
  return (
    <table className="w-full border-collapse text-small tabular-nums">
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={clsx(
                'py-2 text-caption font-[560] text-muted',
                index === 0 ? 'text-start' : 'ps-4 text-end',
              )}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={`${line} ${row[0]}`} className="border-t border-line last:font-[620]">
            {row.map((cell, index) =>
              index === 0 ? (
                <th
                  key={columns[index]}
                  scope="row"
                  className="max-w-56 truncate py-2 text-start font-[inherit]"
                >
                  {cell}
                </th>
              ) : (
                <td key={columns[index]} className="py-2 ps-4 text-end whitespace-nowrap">
                  {say(cell, index)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
