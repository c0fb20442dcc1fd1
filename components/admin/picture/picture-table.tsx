'use client'

import { clsx } from 'clsx'
import { Download } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useId, type ReactNode } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { saveCsv, type Sheet } from '@/lib/client/admin/csv'

interface PictureTableProps {
  title: string
  note?: string
  sheet: Sheet
  /** Of the exported file, without its ending. */
  fileName: string
  /** What stands there without a row. */
  empty: string
  /** For links from a figure to it. */
  id?: string
  /** Words for a cell, where a number alone is not enough; undefined: the number. */
  say?: (cell: string | number | null, column: number) => string | undefined
  /** The same where it depends on the row, by row and column. */
  words?: readonly (readonly (string | undefined)[])[]
  /** A picture of the same numbers, above them. */
  children?: ReactNode
}

/** Figures as a table that can be saved; the file has the numbers, the page their words. */
export function PictureTable(props: PictureTableProps) {
  const { title, note, sheet, fileName, empty, id, say, words, children } = props
  const t = useTranslations('admin.chart')
  const format = useFormatter()
  const titleId = useId()
  const wordsFor = (cell: string | number | null, column: number, line: number) =>
    words?.[line]?.[column] ??
    say?.(cell, column) ??
    (typeof cell === 'number' ? format.number(cell) : (cell ?? '–'))
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className="flex min-w-0 scroll-mt-4 flex-col gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 id={titleId} className="text-small font-[620]">
            {title}
          </h2>
          {note && <p className="text-caption text-muted">{note}</p>}
        </div>
        <div className="-me-2 -mt-2">
          <IconButton
            label={t('export', { title })}
            icon={<Download aria-hidden />}
            tip="below"
            tipAt="end"
            onClick={() => saveCsv(fileName, sheet)}
          />
        </div>
      </header>
      {sheet.rows.length > 0 && children}
      {sheet.rows.length === 0 ? (
        <p className="py-4 text-small text-muted">{empty}</p>
      ) : (
        // Focusable, so that a keyboard can scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div tabIndex={0} role="group" aria-labelledby={titleId} className="overflow-x-auto rounded-sm">
          <table className="w-full border-collapse text-small tabular-nums">
            <thead>
              <tr>
                {sheet.columns.map((column, index) => (
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
              {sheet.rows.map((row, line) => (
                <tr key={`${line} ${row[0]}`} className="border-t border-line">
                  {row.map((cell, index) =>
                    index === 0 ? (
                      <th
                        key={sheet.columns[index]}
                        scope="row"
                        className="max-w-64 truncate py-2 text-start font-[560]"
                      >
                        {wordsFor(cell, index, line)}
                      </th>
                    ) : (
                      <td key={sheet.columns[index]} className="py-2 ps-4 text-end whitespace-nowrap">
                        {wordsFor(cell, index, line)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
