'use client'

import { clsx } from 'clsx'
import { useFormatter } from 'next-intl'

import { FigureLink, type LinkOf } from '@/components/admin/figures/figure-link'
import type { Sheet } from '@/lib/client/admin/csv'

/** The same in every row of a column, so that the points stand under each other. */
const withDigits = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })

/** A chart's numbers, aligned, in a box that scrolls by itself. */
export function SheetTable({ sheet, caption, linkOf }: { sheet: Sheet; caption: string; linkOf?: LinkOf }) {
  const format = useFormatter()
  const digits = sheet.columns.map((_, index) => {
    const hasDecimals = sheet.rows.some(
      (row) => typeof row[index] === 'number' && !Number.isInteger(row[index]),
    )
    return sheet.digits?.[index] ?? (hasDecimals ? 1 : 0)
  })
  const shown = (cell: string | number | null, row: number, column: number) => {
    const text =
      typeof cell === 'number' ? format.number(cell, withDigits(digits[column] ?? 0)) : (cell ?? '–')
    const link = linkOf?.(row, column)
    return link ? <FigureLink {...link}>{text}</FigureLink> : text
  }
  return (
    // Focusable, so that a keyboard can scroll it.
    <div
      tabIndex={0}
      role="group"
      aria-label={caption}
      className="scroll-edges max-h-[240px] relative overflow-auto rounded-sm"
    >
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
