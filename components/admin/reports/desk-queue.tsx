'use client'

import { clsx } from 'clsx'
import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, type MouseEvent } from 'react'

import { Moment } from '@/components/admin/moment'
import type { ReportRow } from '@/lib/client/admin/rest'

interface DeskQueueProps {
  rows: readonly ReportRow[]
  current: string
  addressOf: (id: string) => string
  onChoose: (id: string) => void
}

/** The queue beside the case, where there is room. */
export function DeskQueue({ rows, current, addressOf, onChoose }: DeskQueueProps) {
  const t = useTranslations('admin.desk')
  return (
    <nav
      aria-label={t('queue')}
      className="sticky top-4 hidden max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-lg border border-line bg-surface xl:block"
    >
      {rows.length === 0 ? (
        <p className="p-4 text-small text-muted">{t('empty')}</p>
      ) : (
        <ol>
          {rows.map((row) => (
            <DeskRow
              key={row.reportId}
              row={row}
              isCurrent={row.reportId === current}
              address={addressOf(row.reportId)}
              onChoose={onChoose}
            />
          ))}
        </ol>
      )}
    </nav>
  )
}

interface DeskRowProps {
  row: ReportRow
  isCurrent: boolean
  address: string
  onChoose: (id: string) => void
}

function DeskRow({ row, isCurrent, address, onChoose }: DeskRowProps) {
  const t = useTranslations('admin')
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const handleClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onChoose(row.reportId)
  }
  return (
    <li className="border-t border-line first:border-t-0">
      <a
        ref={link}
        href={address}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={handleClick}
        className={clsx(
          'flex min-h-14 flex-col gap-1 px-3 py-2 text-small -outline-offset-3 transition-colors hover:bg-raised',
          isCurrent && 'bg-raised font-[620]',
        )}
      >
        <span className="flex items-center justify-between gap-2">
          {t(`reports.type.${row.reportType}`)}
          {row.claim && !isCurrent && (
            <span className="inline-flex items-center gap-1 text-caption font-[440] text-muted">
              <Hand aria-hidden className="size-3" />
              {t('desk.taken')}
            </span>
          )}
        </span>
        <span className="flex flex-wrap justify-between gap-x-2 text-caption font-[440] text-muted">
          <Moment at={row.createdAt} />
          {row.reportsAgainst > 1 && <span>{t('reports.times', { count: row.reportsAgainst })}</span>}
        </span>
      </a>
    </li>
  )
}
