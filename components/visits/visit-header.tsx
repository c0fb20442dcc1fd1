'use client'

import { useFormatter, useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useState } from 'react'

import { useMoment } from '@/components/settings/use-moment'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { VisitRoom } from '@/lib/client/visits/visit-room'
import type { Visit } from '@/lib/client/visits/visits-rest'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const EndDialog = dynamic(
  untilLoaded(() => import('@/components/visits/end-dialog').then((module) => module.EndDialog)),
  {
    ssr: false,
  },
)

const InviteDialog = dynamic(
  untilLoaded(() => import('@/components/visits/invite-dialog').then((module) => module.InviteDialog)),
  { ssr: false },
)

interface VisitHeaderProps {
  room: VisitRoom
  visit: Visit
  account: string
}

/** Names that the heading holds. */
const NAMED = 5

/** Who is in the visit, when it is, and, for its host, its end. */
export function VisitHeader({ room, visit, account }: VisitHeaderProps) {
  const t = useTranslations('visits')
  const format = useFormatter()
  const moment = useMoment()
  const { isHost, hostId, participants, status, scheduledAt, endedAt } = visit
  const isOver = status === 'over'
  const here = participants.filter(({ userId, state }) => state === 'admitted' && userId !== hostId)
  const host = participants.find(({ userId }) => userId === hostId)?.displayName ?? t('room.hostGone')
  const names = here.slice(0, NAMED).map(({ displayName }) => displayName)
  const time = isOver ? endedAt : scheduledAt
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
      <h1 dir="auto" className="min-w-0 flex-1 text-title font-[640] break-words">
        {isHost
          ? names.length > 0
            ? t('list.with', { names: format.list(names) })
            : t('one')
          : t('list.with', { names: host })}
      </h1>
      {!isOver && <Steps room={room} visit={visit} account={account} />}
      <p className="flex w-full flex-wrap items-center gap-2 text-small text-muted">
        <Badge tone={isOver ? 'neutral' : 'accent'}>{t(`status.${status}`)}</Badge>
        <span>
          {time ? t(isOver ? 'list.endedAt' : 'list.at', { time: moment(time) }) : t('list.anyTime')}
        </span>
        {isHost && !isOver && here.length === 0 && <span>{t('room.nobodyYet')}</span>}
        {here.length > 0 && <Badge>{t('room.people', { count: here.length + 1 })}</Badge>}
      </p>
    </header>
  )
}

/** What its host, and agents in it, may do about the visit. */
function Steps({ room, visit, account }: VisitHeaderProps) {
  const t = useTranslations('visits')
  const [open, setOpen] = useState<'end' | 'invite'>()
  const close = () => setOpen(undefined)
  return (
    <div className="flex flex-wrap justify-end gap-x-2">
      {visit.mayInvite && <Button onClick={() => setOpen('invite')}>{t('invite.open')}</Button>}
      {visit.isHost && (
        <Button look="harm-quiet" className="-me-4" onClick={() => setOpen('end')}>
          {t('end.open')}
        </Button>
      )}
      {open === 'invite' && <InviteDialog room={room} visit={visit} account={account} onClose={close} />}
      {open === 'end' && <EndDialog room={room} onClose={close} />}
    </div>
  )
}
