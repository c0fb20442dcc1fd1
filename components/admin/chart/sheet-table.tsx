'use client'

import { clsx } from 'clsx'
import { useFormatter } from 'next-intl'

import { FigureLink, type LinkOf } from '@/components/admin/figures/figure-link'
import type { Sheet } from '@/lib/client/admin/csv'

/** In every row of a column in which one number has decimals, so that the points stand under each other. */
const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

/** A chart's numbers, aligned, in a box that scrolls by itself. */
export function SheetTable({ sheet, caption, linkOf }: { sheet: Sheet; caption: string; linkOf?: LinkOf }) {
  const format = useFormatter()
  const decimals = sheet.columns.map((_, index) =>
    sheet.rows.some((row) => typeof row[index] === 'number' && !Number.isInteger(row[index])),
  )
  const shown = (cell: string | number | null, row: number, column: number) => {
    const text =
      typeof cell === 'number' ? format.number(cell, decimals[column] ? ONE_DECIMAL : {}) : (cell ?? '–')
    const link = linkOf?.(row, column)
    return link ? <FigureLink {...link}>{text}</FigureLink> : text
  }
  return (
    // Focusable, so that a keyboard can scroll it.
    <div tabIndex={0} role="group" aria-label={caption} className="max-h-[240px] overflow-auto rounded-sm">
      <table className="w-full border-collapse text-caption tabular-nums">
        <thead className="sticky top-0 bg-surface">
          <tr>
            {sheet.columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={clsx('py-1 pe-3 font-[560] text-muted', index === 0 ? 'text-start' : 'text-end')}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, line) => (
            <tr key={`${line} ${row[0]}`} className="border-t border-line">
              {row.map((cell, index) => (
                <td
                  key={sheet.columns[index]}
                  className={clsx('py-1 pe-3 whitespace-nowrap', index > 0 && 'text-end')}
                >
                  {shown(cell, line, index)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
