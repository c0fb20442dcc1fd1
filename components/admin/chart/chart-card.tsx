'use client'

import { ChartLine, Table } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, type ReactNode } from 'react'

import type { LinkOf } from '@/components/admin/figures/figure-link'
import { ExportLinks, SaveSheet } from '@/components/admin/figures/save-file'
import { SheetTable } from '@/components/admin/chart/sheet-table'
import { IconButton } from '@/components/ui/icon-button'
import type { Sheet } from '@/lib/client/admin/csv'

interface ChartCardProps {
  title: string
  /** What is counted, in which unit, over which time. */
  note: string
  /** The same numbers as words; also what is exported. */
  sheet: Sheet
  /** Where the server writes the file; undefined: the browser does, from `sheet`. */
  exportHref?: string
  /** Of a file that the browser writes, without its ending. */
  fileName?: string
  /** What stands there while there is nothing to draw; undefined: there is something. */
  empty?: string | undefined
  /** There is one point, which is no line: its numbers are shown instead. */
  isPoint?: boolean
  /** Lines and their names, where there are several. */
  legend?: ReactNode
  /** What the cells of its table lead to. */
  linkOf?: LinkOf
  /** For links from a figure to its chart. */
  id?: string
  children: ReactNode
}

/** A chart that can be read as a table and saved as a file. */
export function ChartCard(props: ChartCardProps) {
  const { title, note, sheet, fileName, exportHref, empty, legend, linkOf, id, isPoint, children } = props
  const t = useTranslations('admin.chart')
  const titleId = useId()
  const [isTable, setIsTable] = useState(false)
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className="flex min-w-0 scroll-mt-4 flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 id={titleId} className="text-small font-[620]">
            {title}
          </h2>
          <p className="text-caption text-muted">{note}</p>
        </div>
        <div className="-me-2 -mt-2 flex shrink-0">
          {!isPoint && (
            <IconButton
              label={t('asTable', { title })}
              icon={isTable ? <ChartLine aria-hidden /> : <Table aria-hidden />}
              tip="below"
              tipAt="end"
              aria-pressed={isTable}
              onClick={() => setIsTable(!isTable)}
            />
          )}
          {exportHref ? (
            <ExportLinks title={title} href={exportHref} />
          ) : (
            <SaveSheet title={title} sheet={sheet} fileName={fileName ?? 'omegoo'} />
          )}
        </div>
      </header>
      {isTable || (isPoint && !empty) ? (
        <SheetTable sheet={sheet} caption={title} {...(linkOf && { linkOf })} />
      ) : empty ? (
        <p className="flex min-h-[120px] items-center justify-center text-small text-muted">{empty}</p>
      ) : (
        <>
          {legend}
          <div role="img" aria-label={t('picture', { title, note })}>
            {children}
          </div>
        </>
      )}
    </section>
  )
}
