'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { useMoment } from '@/components/settings/use-moment'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { useVisitTitle } from '@/components/visits/use-visit-title'
import type { ListedVisit } from '@/lib/client/visits/visits-rest'

/** One visit in a list: with whom, when, and how it stands; the way to it. */
export function VisitLine({ visit }: { visit: ListedVisit }) {
  const t = useTranslations('visits.list')
  const title = useVisitTitle()
  const moment = useMoment()
  const { visitId, isHost, participants, status, scheduledAt, endedAt, state, waitingCount } = visit
  const name = (isHost ? participants[0]?.displayName : visit.hostName) ?? ''
  const time = status === 'over' ? endedAt : scheduledAt
  return (
    <li>
      <Link
        href={`/visits/${encodeURIComponent(visitId)}`}
        prefetch={false}
        className="-mx-2 flex min-h-14 items-center gap-3 rounded-md px-2 py-3 transition-colors hover:bg-raised"
      >
        <Avatar name={name} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span dir="auto" className="truncate font-[620]">
            {title(visit)}
          </span>
          <span className="text-caption text-muted">
            {time ? t(status === 'over' ? 'endedAt' : 'at', { time: moment(time) }) : t('anyTime')}
          </span>
        </span>
        {isHost && waitingCount > 0 && <Badge tone="accent">{t('waiting', { count: waitingCount })}</Badge>}
        {!isHost && status !== 'over' && state === 'waiting' && <Badge tone="accent">{t('youWait')}</Badge>}
        {!isHost && status === 'now' && state === 'invited' && <Badge tone="accent">{t('invited')}</Badge>}
        <ChevronRight aria-hidden className="size-5 shrink-0 text-muted rtl:-scale-x-100" />
      </Link>
    </li>
  )
}
