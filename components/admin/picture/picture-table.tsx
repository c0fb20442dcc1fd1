'use client'

import { clsx } from 'clsx'
import { useFormatter } from 'next-intl'
import type { ReactNode } from 'react'

import { FigureCard, ScrollingTable } from '@/components/admin/figures/figure-card'
import { FigureLink, type LinkOf } from '@/components/admin/figures/figure-link'
import { SaveSheet } from '@/components/admin/figures/save-file'
import type { Sheet } from '@/lib/client/admin/csv'

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
  linkOf?: LinkOf
  /** A picture of the same numbers, above them. */
  children?: ReactNode
}

/** Figures as a table that can be saved; the file has the numbers, the page their words. */
export function PictureTable(props: PictureTableProps) {
  const { title, note, sheet, fileName, empty, id, say, words, linkOf, children } = props
  const format = useFormatter()
  const wordsFor = (cell: string | number | null, column: number, line: number) =>
    words?.[line]?.[column] ??
    say?.(cell, column) ??
    (typeof cell === 'number' ? format.number(cell) : (cell ?? '–'))
  const shown = (cell: string | number | null, column: number, line: number) => {
    const link = linkOf?.(line, column)
    const text = wordsFor(cell, column, line)
    return link ? <FigureLink {...link}>{text}</FigureLink> : text
  }
  return (
    <FigureCard
      id={id}
      title={title}
      note={note}
      action={<SaveSheet title={title} sheet={sheet} fileName={fileName} />}
    >
      {sheet.rows.length > 0 && children}
      {sheet.rows.length === 0 ? (
        <p className="py-4 text-small text-muted">{empty}</p>
      ) : (
        <ScrollingTable label={title}>
          <thead>
            <tr>
              {sheet.columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={clsx(
                    'py-2 align-bottom text-caption font-[560] text-muted',
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
                      {shown(cell, index, line)}
                    </th>
                  ) : (
                    <td key={sheet.columns[index]} className="py-2 ps-4 text-end whitespace-nowrap">
                      {shown(cell, index, line)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </ScrollingTable>
      )}
    </FigureCard>
  )
}
