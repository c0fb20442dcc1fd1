'use client'

import { clsx } from 'clsx'
import { useFormatter } from 'next-intl'

import type { Sheet } from '@/lib/client/admin/csv'

/** A chart's numbers, aligned, in a box that scrolls by itself. */
export function SheetTable({ sheet, caption }: { sheet: Sheet; caption: string }) {
  const format = useFormatter()
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
                  {typeof cell === 'number'
                    ? format.number(cell, { maximumFractionDigits: 1 })
                    : (cell ?? '–')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
