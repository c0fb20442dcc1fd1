'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Figure } from '@/components/admin/overview/figure'
import { useViewerRole } from '@/components/admin/viewer-role'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import type { EngagementReport } from '@/lib/contracts/omegoo/figure-tables'
import { addDays, type Day, sharePercent } from '@/lib/domain/days'
import { isPermitted, type Permission } from '@/lib/domain/permissions'

const sumOf = <Row,>(rows: readonly Row[], read: (row: Row) => number) =>
  rows.reduce((all, row) => all + read(row), 0)
const MINUTE_MS = 60_000
const DAY = { day: 'numeric', month: 'short' } as const
type Period = EngagementReport['weeks'][number]

const lastOfMonth = (first: Day): Day => addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1)

interface EngagementFiguresProps {
  report: EngagementReport
  compare: boolean
  /** The day that is not over. */
  today: Day
}

const messagesOf = (of: EngagementReport['days']) => sumOf(of, (day) => day.messages)

/** The share of those looking who found somebody; null: nobody looked. */
function talked(of: EngagementReport['days']): number | null {
  const looked = sumOf(of, ({ looking }) => looking)
  const found = sumOf(of, (day) => day.talked)
  return looked === 0 ? null : sharePercent(found, looked)
}

/** The window in eight numbers, each beside the window before, and each leading to what it counts. */
export function EngagementFigures({ report, compare, today }: EngagementFiguresProps) {
  const t = useTranslations('analytics.engagement.figures')
  const format = useFormatter()
  const { days, previousDays, weeks, months } = report
  const change = (now: number | null, before: number | null, unit?: 'points') =>
    compare ? changeOf(now, before, unit) : undefined
  // A day that is not over would pull the average down.
  const whole = days.filter(({ day }) => day < today)
  const averaged = whole.length > 0 ? whole : days
  const perDay = (of: EngagementReport['days']) =>
    of.length === 0 ? 0 : sumOf(of, ({ active }) => active) / of.length
  const since = ({ start }: Period, end: Day) =>
    t(end < today ? 'whole' : 'from', { day: format.dateTime(new Date(start), DAY) })
  const sessions = (of: EngagementReport['days']) => sumOf(of, (day) => day.sessions)
  const mean = (of: EngagementReport['days']) =>
    sessions(of) === 0 ? null : sumOf(of, ({ durationMs }) => durationMs) / sessions(of) / MINUTE_MS
  const [week, month] = [weeks.at(-1), months.at(-1)]
  const one = { maximumFractionDigits: 1 } as const
  const average = mean(days)
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        label={t('perDay')}
        value={format.number(perDay(averaged), one)}
        href="#active"
        change={change(perDay(averaged), perDay(previousDays))}
      />
      <Figure
        label={t('week')}
        value={format.number(week?.people ?? 0)}
        href="#weeks"
        {...(week && { note: since(week, addDays(week.start, 6)) })}
      />
      <Figure
        label={t('month')}
        value={format.number(month?.people ?? 0)}
        href="#months"
        {...(month && { note: since(month, lastOfMonth(month.start)) })}
      />
      <Figure
        label={t('sessions')}
        value={format.number(sessions(days))}
        href="#kinds"
        change={change(sessions(days), sessions(previousDays))}
      />
      <Figure
        label={t('length')}
        value={average === null ? '–' : t('minutes', { value: average })}
        href="#kinds"
        change={change(average, mean(previousDays))}
      />
      <Figure
        label={t('talked')}
        value={talked(days) === null ? '–' : t('percent', { value: talked(days) ?? 0 })}
        href="#funnel"
        change={change(talked(days), talked(previousDays), 'points')}
      />
      <ConversationFigures report={report} />
      <div className="sr-only">
        <dt>{t('messages')}</dt>
        <dd>{format.number(messagesOf(days))}</dd>
      </div>
    </dl>
  )
}

/** What is written in conversations that last and sent to everybody, leading to where those are managed for who may. */
function ConversationFigures({ report }: Pick<EngagementFiguresProps, 'report'>) {
  const t = useTranslations('analytics.engagement.figures')
  const format = useFormatter()
  const role = useViewerRole()
  const mayOpen = (permission: Permission) => isPermitted(role, permission)
  return (
    <>
      <Figure
        label={t('written')}
        value={format.number(sumOf(report.conversations, (day) => day.messages))}
        {...(mayOpen('chat.manage_channels') && { href: '/admin/conversations' })}
        note={t('writtenNote')}
      />
      <Figure
        label={t('broadcasts')}
        value={format.number(sumOf(report.broadcasts, ({ sent }) => sent))}
        {...(mayOpen('chat.send_broadcasts') && { href: '/admin/broadcasts' })}
        note={t('broadcastsNote', { count: sumOf(report.broadcasts, ({ reached }) => reached) })}
      />
    </>
  )
}
