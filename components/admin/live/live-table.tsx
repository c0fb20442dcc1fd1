'use client'

import { useTranslations } from 'next-intl'

import { useFeed } from '@/components/admin/admin-feed'
import { PictureTable } from '@/components/admin/picture/picture-table'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { LivePage } from '@/lib/client/admin/rest'

type Side = LivePage['sessions'][number]['sides'][number]

/** The worse of two lines; null: nothing was reported of either. */
function worst(sides: readonly Side[], read: (side: Side) => number | null | undefined): number | null {
  const values = sides.flatMap((side) => read(side) ?? [])
  return values.length === 0 ? null : Math.max(...values)
}

/** One session a row: its age, what it carries, and the worse of its two lines. */
export function LiveTable({ page: { sessions, total } }: { page: LivePage }) {
  const t = useTranslations('admin.live.column')
  const live = useTranslations('admin.live')
  const kindWords = useTranslations('admin.overview.chatType')
  const duration = useDuration()
  const now = useFeed((feed) => feed.receivedAt ?? 0)
  const ago = (at: string) => Math.max(0, Math.round((now - Date.parse(at)) / 1_000) * 1_000)
  const columns = [
    t('kind'),
    t('since'),
    t('idle'),
    t('messages'),
    t('dialects'),
    t('loss'),
    t('jitter'),
    t('setup'),
    t('reconnects'),
    t('path'),
    t('state'),
  ]
  const rows = sessions.map(({ chatType, startedAt, activeAt, sides }) => [
    kindWords(chatType),
    ago(startedAt),
    ago(activeAt),
    sides.reduce((sum, side) => sum + side.messages, 0),
    [...new Set(sides.map(({ dialect }) => dialect))].join(', '),
    worst(sides, ({ quality }) => quality?.packetLoss),
    worst(sides, ({ quality }) => quality?.jitter),
    worst(sides, ({ quality }) => quality?.connectTime),
    worst(sides, ({ quality }) => quality?.reconnects),
    sides.some(({ isRelayed }) => isRelayed)
      ? live('relay')
      : sides.some(({ isRelayed }) => isRelayed === false)
        ? live('direct')
        : null,
    live(sides.some(({ isAway }) => isAway) ? 'away' : 'here'),
  ])
  const words = rows.map((row) =>
    row.map((cell, column) => (typeof cell === 'number' && TIMES.has(column) ? duration(cell) : undefined)),
  )
  return (
    <PictureTable
      title={live('table')}
      {...(total !== null && { note: live('total', { count: total }) })}
      sheet={{ columns, rows }}
      words={words}
      fileName="omegoo-live-sessions"
      empty={live('empty')}
    />
  )
}

/** Columns of times, ms. */
const TIMES: ReadonlySet<number> = new Set([1, 2, 7])
