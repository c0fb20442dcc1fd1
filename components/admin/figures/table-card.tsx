'use client'

import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { FigureCard, ScrollingTable } from '@/components/admin/figures/figure-card'
import { FigureLink, type LinkOf } from '@/components/admin/figures/figure-link'
import { ExportLinks } from '@/components/admin/figures/save-file'
import { CHANGE, type FigureTable } from '@/lib/contracts/omegoo/figure-tables'

interface TableCardProps {
  id: string
  title: string
  note?: string
  table: FigureTable
  /** Where it is had as a file. */
  exportHref: string
  linkOf?: LinkOf
  empty: string
  /** Stands above the table. */
  children?: ReactNode
  /** Scrolls by itself beyond this height. */
  tall?: boolean
}

/** A table of figures with its title and its file. */
export function TableCard(props: TableCardProps) {
  const { id, title, note, table, exportHref, linkOf, empty, children, tall } = props
  return (
    <FigureCard id={id} title={title} note={note} action={<ExportLinks title={title} href={exportHref} />}>
      {children}
      {table.rows.length === 0 ? (
        <p className="text-small text-muted">{empty}</p>
      ) : (
        <ScrollingTable label={title} className={clsx(!tall && 'max-h-[420px]')}>
          <Rows table={table} {...(linkOf && { linkOf })} />
        </ScrollingTable>
      )}
    </FigureCard>
  )
}

const ONE_DECIMAL = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

function Rows({ table: { columns, rows }, linkOf }: Pick<TableCardProps, 'table' | 'linkOf'>) {
  const t = useTranslations('analytics.table')
  const format = useFormatter()
  const numeric = columns.map((_, column) => rows.some((row) => typeof row[column] === 'number'))
  const say = (cell: string | number | null | undefined, column: number) => {
    if (typeof cell === 'string') return cell
    if (cell === null || cell === undefined) return t(columns[column] === CHANGE ? 'new' : 'nothing')
    const isPercent = columns[column]?.endsWith('(%)') || columns[column]?.startsWith('Minutes')
    return format.number(cell, isPercent ? ONE_DECIMAL : {})
  }
  return (
    <>
      <thead className="sticky top-0 bg-surface">
        <tr>
          {columns.map((column, index) => (
            <th
              key={`${index} ${column}`}
              scope="col"
              className={clsx(
                'py-2 text-caption font-[560] text-muted',
                index > 0 && 'ps-4',
                numeric[index] ? 'text-end' : 'text-start',
              )}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={`${line} ${row[0]}`} className="border-t border-line">
            {row.map((cell, index) => {
              const words = say(cell, index)
              const link = linkOf?.(line, index)
              const shown = link ? <FigureLink {...link}>{words}</FigureLink> : words
              return index === 0 ? (
                <th
                  key={columns[index]}
                  scope="row"
                  className="max-w-64 truncate py-2 text-start font-[inherit] whitespace-nowrap"
                >
                  {shown}
                </th>
              ) : (
                <td
                  key={`${index} ${columns[index]}`}
                  className={clsx('py-2 ps-4 whitespace-nowrap', numeric[index] && 'text-end')}
                >
                  {shown}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </>
  )
}
