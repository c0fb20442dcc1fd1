'use client'

import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { useSignedOut } from '@/components/app/use-signed-out'
import { OngoingLine } from '@/components/ongoing/ongoing-line'
import { whenIdle } from '@/lib/client/browser/when-idle'
import { pageOf } from '@/lib/client/chat/page-of'
import type { ChatType } from '@/lib/domain/sessions'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** With the stores' code, which comes when the app is connected. */
const LiveOngoing = lazy(
  untilLoaded(() =>
    import('@/components/ongoing/live-ongoing').then((module) => ({ default: module.LiveOngoing })),
  ),
)

interface OngoingBarProps {
  /** Who is signed in. */
  account: string
  /** Whether the server knows of a running session, so that the bar is there before the connection is. */
  expected: ChatType | null
  /** Whether a page of this kind connects also without a session. */
  connects: 'always' | 'for-session'
}

/**
 * The way back to a running conversation. It also connects the app: once the page is idle, because none of these pages needs the
 * connection to be read.
 */
export function OngoingBar({ account, expected, connects }: OngoingBarProps) {
  const holder = useAppHolder()
  const parts = useSyncExternalStore(holder.subscribe, holder.current, () => undefined)
  const isRunning = parts?.account === account && !parts.isOver()
  const isWanted = !isRunning && (connects === 'always' || expected !== null)
  useSignedOut(parts)

  useEffect(() => {
    if (!isWanted) return undefined
    return whenIdle(() => {
      import('@/lib/client/app/app-parts')
        .then(({ createAppParts }) => {
          holder.open(account, () => createAppParts(account, expected))
          holder.start()
        })
        .catch((error: unknown) => console.debug('The app is not connected yet.', error))
    })
  }, [isWanted, holder, account, expected])

  const line = expected !== null ? <OngoingLine state={{ kind: 'here' }} href={pageOf(expected)} /> : null
  if (!parts || !isRunning) return line
  return (
    <Suspense fallback={line}>
      <LiveOngoing parts={parts} />
    </Suspense>
  )
}
