'use client'

import { CircleCheck, CircleSlash, LoaderCircle, WifiOff } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'

import { useFeed, useFeedConnection } from '@/components/admin/admin-feed'
import type { Connection } from '@/lib/client/realtime/connection'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

type State = 'live' | 'connecting' | 'reconnecting' | 'offline' | 'crowded' | 'ended'

const STATES: Readonly<Record<Connection['status'], State>> = {
  online: 'live',
  connecting: 'connecting',
  reconnecting: 'reconnecting',
  offline: 'offline',
  'signed-out': 'ended',
  crowded: 'crowded',
  'another-account': 'ended',
  closed: 'connecting',
}

const signs = {
  live: <CircleCheck aria-hidden />,
  connecting: <LoaderCircle aria-hidden className="animate-spin" />,
  reconnecting: <LoaderCircle aria-hidden className="animate-spin" />,
  offline: <WifiOff aria-hidden />,
  crowded: <CircleSlash aria-hidden />,
  ended: <CircleSlash aria-hidden />,
}

/** Whether what is shown is of now, and if not, since when it is not. */
export function FeedStatus() {
  const t = useTranslations('admin.feed')
  const format = useFormatter()
  const [connection, tryNow] = useFeedConnection()
  const receivedAt = useFeed((feed) => feed.receivedAt)
  const seconds = useSecondsLeft('retryAt' in connection ? connection.retryAt : undefined)
  const state = STATES[connection.status]
  const isStale = state !== 'live' && receivedAt !== undefined

  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 text-small">
      <p role="status" className="flex items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0">
        {signs[state]}
        {t(state)}
        {isStale && (
          <span className="text-muted tabular-nums">
            {t('staleSince', { time: format.dateTime(receivedAt, TIME) })}
          </span>
        )}
      </p>
      {/* Outside the status: a number that changes every second must not be read out every second. */}
      {seconds > 0 && (
        <span aria-hidden className="text-muted tabular-nums">
          {t('nextTry', { seconds })}
        </span>
      )}
      {(state === 'reconnecting' || state === 'offline' || state === 'crowded') && (
        <button
          type="button"
          onClick={tryNow}
          className="min-h-11 rounded-sm px-2 font-[620] text-accent-ink underline-offset-4 hover:underline"
        >
          {state === 'crowded' ? t('useHere') : t('retry')}
        </button>
      )}
    </div>
  )
}

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
