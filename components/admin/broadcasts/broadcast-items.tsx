'use client'

import { useTranslations } from 'next-intl'

import { Moment } from '@/components/admin/moment'
import { Badge } from '@/components/ui/badge'
import type { BroadcastPage } from '@/lib/client/admin/live/broadcast-rest'

/** What was sent to everybody, one by one. */
export function BroadcastItems({ broadcasts }: Pick<BroadcastPage, 'broadcasts'>) {
  const t = useTranslations('admin.broadcasts')
  return (
    <ul className="flex flex-col divide-y divide-line empty:hidden">
      {broadcasts.map(({ broadcastId, message, priority, from, broadcastAt, reached }) => (
        <li key={broadcastId} className="flex flex-col gap-1 py-3">
          <p dir="auto" className="text-small break-words whitespace-pre-wrap">
            {message}
          </p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-caption text-muted">
            <Badge>{t(`priorities.${priority}`)}</Badge>
            <bdi>{from ?? t('gone')}</bdi>
            <Moment at={broadcastAt} />
            <span>{t('reached', { count: reached })}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
