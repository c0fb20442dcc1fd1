'use client'

import { useTranslations } from 'next-intl'

import { BroadcastItems } from '@/components/admin/broadcasts/broadcast-items'
import { FigureCard, ScrollingTable } from '@/components/admin/figures/figure-card'
import { SaveSheet } from '@/components/admin/figures/save-file'
import { Pager } from '@/components/admin/pager'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Skeleton } from '@/components/ui/skeleton'
import {
  type BroadcastDays,
  BROADCASTS_PATH,
  broadcastListPath,
  type BroadcastPage,
} from '@/lib/client/admin/live/broadcast-rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { broadcastsByDay } from '@/lib/contracts/omegoo/figure-tables'

const DAYS = 90

/** What was sent to everybody of the tenant, by day and one by one, and how many connections it reached. */
export function SentBroadcasts() {
  const t = useTranslations('admin.broadcasts')
  const { params } = useAddress()
  const days = useRemote<BroadcastDays>(`${BROADCASTS_PATH}/days?days=${DAYS}`, 0)
  const list = useRemote<BroadcastPage>(broadcastListPath(params), 0)
  const last = list.data?.broadcasts.at(-1)
  const problem = days.problem ?? list.problem
  const again = () => {
    days.again()
    list.again()
  }
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-col gap-1">
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="max-w-[44rem] text-small text-muted">{t('lead')}</p>
      </header>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {days.data ? <ByDay days={days.data} /> : !problem && <Skeleton className="h-40 rounded-lg" />}
      {list.data ? (
        <Section title={t('all')}>
          {list.data.broadcasts.length === 0 && <p className="py-2 text-small text-muted">{t('empty')}</p>}
          <BroadcastItems broadcasts={list.data.broadcasts} />
        </Section>
      ) : (
        !problem && <Skeleton className="h-40 rounded-lg" />
      )}
      <Pager
        hasMore={list.data?.hasMore ?? false}
        after={{ before: last?.broadcastAt, beforeId: last?.broadcastId }}
      />
    </div>
  )
}

function ByDay({ days: { days } }: { days: BroadcastDays }) {
  const t = useTranslations('admin.broadcasts')
  const table = broadcastsByDay({ broadcasts: days.toReversed() })
  return (
    <FigureCard
      title={t('byDay')}
      note={t('byDayNote', { days: DAYS })}
      action={<SaveSheet title={t('byDay')} sheet={table} fileName="omegoo-broadcasts-by-day" />}
    >
      {days.length === 0 ? (
        <p className="text-small text-muted">{t('quiet')}</p>
      ) : (
        <ScrollingTable label={t('byDay')} className="max-h-[320px]">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {table.columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={`py-2 text-caption font-[560] text-muted ${index === 0 ? 'text-start' : 'ps-4 text-end'}`}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([day, ...counts]) => (
              <tr key={String(day)} className="border-t border-line">
                <th scope="row" className="py-2 text-start font-[inherit]">
                  {day}
                </th>
                {counts.map((count, index) => (
                  <td key={table.columns[index + 1]} className="py-2 ps-4 text-end">
                    {count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollingTable>
      )}
    </FigureCard>
  )
}
