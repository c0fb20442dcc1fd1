'use client'

import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'

import { useAppHolder, useAppParts } from '@/components/app/app-provider'
import { OngoingLine } from '@/components/ongoing/ongoing-line'
import { whenIdle } from '@/lib/client/browser/when-idle'

const LiveOngoing = dynamic(
  () => import('@/components/ongoing/live-ongoing').then((module) => module.LiveOngoing),
  {
    ssr: false,
    loading: () => <OngoingLine state={{ kind: 'here' }} />,
  },
)

interface OngoingBarProps {
  /** Who is signed in. */
  account: string
  /** Whether the server knows of a running session, so that the bar is there before the connection is. */
  expectsSession: boolean
  /** Whether a page of this kind connects also without a session. */
  connects: 'always' | 'for-session'
}

/**
 * The way back to a running conversation, on every page but the conversation's own. It also connects the app: once the
 * page is idle, because none of these pages needs the connection to be read.
 */
export function OngoingBar({ account, expectsSession, connects }: OngoingBarProps) {
  const holder = useAppHolder()
  const parts = useAppParts()
  const isElsewhere = usePathname() !== '/chat'
  const isRunning = parts?.account === account && !parts.isOver()
  const isWanted = isElsewhere && !isRunning && (connects === 'always' || expectsSession)

  useEffect(() => {
    if (!isWanted) return undefined
    return whenIdle(() => {
      import('@/lib/client/app/app-parts')
        .then(({ createAppParts }) => {
          holder.open(account, () => createAppParts(account, expectsSession))
          holder.start()
        })
        .catch((error: unknown) => console.debug('The app is not connected yet.', error))
    })
  }, [isWanted, holder, account, expectsSession])

  if (!isElsewhere) return null
  if (parts && isRunning) return <LiveOngoing parts={parts} />
  return expectsSession ? <OngoingLine state={{ kind: 'here' }} /> : null
}
