'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useStore } from 'zustand'

import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { VisitRoom } from '@/lib/client/visits/visit-room'
import type { Visit, WaitingPerson } from '@/lib/client/visits/visits-rest'

/** Who waits, in their order, and letting them in; and who is invited and has not come. */
export function HostQueue({ room, visit }: { room: VisitRoom; visit: Visit }) {
  const t = useTranslations('visits.queue')
  const waiting = useStore(room.state, (data) => data.waiting)
  const admitting = useStore(room.state, (data) => data.admitting)
  const hasFailed = useStore(room.state, (data) => data.hasAdmittingFailed)
  const waits = new Set(waiting.map(({ userId }) => userId))
  const expected = visit.participants.filter(
    ({ userId, state }) => state !== 'admitted' && !waits.has(userId),
  )
  if (!visit.waitingRoom) return null
  return (
    <section
      aria-labelledby="queue-title"
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5"
    >
      <div className="flex items-center justify-between gap-3">
        <h2 id="queue-title" className="text-lead font-[620]">
          {t('title')}
        </h2>
        <p role="status" className="text-small text-muted">
          {t('count', { count: waiting.length })}
        </p>
      </div>
      {waiting.length > 0 ? (
        <>
          <Button look="primary" wide busy={admitting === 'first'} onClick={() => void room.actions.admit()}>
            {t('next')}
          </Button>
          <ol className="relative flex max-h-80 flex-col divide-y divide-line overflow-y-auto">
            {waiting.map((person) => (
              <QueueRow
                key={person.userId}
                person={person}
                isBusy={admitting === person.userId}
                onAdmit={() => void room.actions.admit(person.userId)}
              />
            ))}
          </ol>
        </>
      ) : (
        <p className="text-small text-muted">{t('none')}</p>
      )}
      {hasFailed && (
        <p role="alert" className="text-small">
          {t('failed')}
        </p>
      )}
      {expected.length > 0 && (
        <div className="flex flex-col gap-1 border-t border-line pt-4 text-small">
          <h3 className="font-[620]">{t('expected')}</h3>
          <ul className="relative flex max-h-40 flex-col gap-1 overflow-y-auto text-muted">
            {expected.map(({ userId, displayName }) => (
              <li key={userId} dir="auto" className="truncate">
                {displayName}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

interface QueueRowProps {
  person: WaitingPerson
  isBusy: boolean
  onAdmit: () => void
}

function QueueRow({ person, isBusy, onAdmit }: QueueRowProps) {
  const t = useTranslations('visits.queue')
  const format = useFormatter()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const { displayName, position, waitingSince, isAway } = person
  return (
    <li className="flex items-center gap-3 py-2">
      <span className="w-5 shrink-0 text-center text-small text-muted tabular-nums">{position}</span>
      <Avatar name={displayName} />
      <span className="flex min-w-0 flex-1 flex-col text-small">
        <span dir="auto" className="truncate font-[620]">
          {displayName}
        </span>
        <span className="text-caption text-muted">
          {isAway ? (
            <Badge>{t('away')}</Badge>
          ) : (
            t('since', { time: format.dateTime(new Date(waitingSince), { timeStyle: 'short', timeZone }) })
          )}
        </span>
      </span>
      <Button busy={isBusy} onClick={onAdmit}>
        {t('admit')}
        <span className="sr-only">{displayName}</span>
      </Button>
    </li>
  )
}
