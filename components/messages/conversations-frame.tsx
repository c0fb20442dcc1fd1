'use client'

import { clsx } from 'clsx'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'

import { ConnectionBanner, type ConnectionState } from '@/components/connection/connection-banner'
import { ConversationList } from '@/components/messages/conversation-list'
import { ConversationsProvider, useLine } from '@/components/messages/conversations-provider'
import { AppNav } from '@/components/shell/app-nav'
import { StatusButton } from '@/components/shell/status-button'
import { useSwitcherKey } from '@/components/shell/use-switcher-key'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import { useVisualViewport } from '@/lib/client/browser/use-visual-viewport'
import type { Connection } from '@/lib/client/realtime/connection'
import type { ChatType } from '@/lib/domain/sessions'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const QuickSwitcher = dynamic(
  untilLoaded(() => import('@/components/shell/quick-switcher').then((module) => module.QuickSwitcher)),
  { ssr: false },
)

interface ConversationsFrameProps {
  account: string
  expected: ChatType | null
  isGuest: boolean
  mayCreate: boolean
  children: ReactNode
}

/** The list, and beside it what is open; on a phone one of the two. It stays while one goes from one to another. */
export function ConversationsFrame({ children, ...provided }: ConversationsFrameProps) {
  const path = usePathname()
  const isList = path === '/messages'
  // Where one writes, a phone has room for little else.
  const isThread = !isList && path !== '/channels'
  const [isSwitching, setIsSwitching] = useState(false)
  useWholePage()
  useSwitcherKey(useCallback(() => setIsSwitching(true), []))
  return (
    <ConversationsProvider {...provided}>
      <div data-fills className="flex flex-col bg-surface">
        <Banner />
        <div className="flex min-h-0 flex-1 max-lg:flex-col-reverse">
          <AppNav end={<StatusButton />} className={isThread ? 'max-lg:hidden' : undefined} />
          <div className="grid min-h-0 min-w-0 flex-1 grid-cols-1 grid-rows-1 lg:grid-cols-[20rem_minmax(0,1fr)]">
            <aside
              className={clsx(
                'flex min-h-0 min-w-0 flex-col border-line bg-surface lg:border-e',
                !isList && 'max-lg:hidden',
              )}
            >
              <ConversationList />
            </aside>
            <div className={clsx('flex min-h-0 min-w-0 flex-col', isList && 'max-lg:hidden')}>{children}</div>
          </div>
        </div>
        {isSwitching && <QuickSwitcher onClose={() => setIsSwitching(false)} />}
      </div>
    </ConversationsProvider>
  )
}

/** The page is exactly as high as what can be seen, an on-screen keyboard excluded. */
function useWholePage(): void {
  const body = useRef<HTMLElement>(null)
  useEffect(() => {
    body.current = document.body
    return () => {
      document.body.style.removeProperty('--frame-height')
      document.body.style.removeProperty('--frame-top')
    }
  }, [])
  useVisualViewport(body)
}

function Banner() {
  const [connection, tryNow] = useLine()
  const seconds = useSecondsLeft('retryAt' in connection ? connection.retryAt : undefined)
  return <ConnectionBanner state={bannerOf(connection, seconds)} onRetry={tryNow} />
}

function bannerOf(connection: Connection, nextTryInSeconds: number): ConnectionState {
  switch (connection.status) {
    case 'offline':
      return { kind: 'offline', nextTryInSeconds }
    case 'reconnecting':
      return { kind: 'reconnecting', attempt: connection.attempt, nextTryInSeconds }
    case 'crowded':
      return { kind: 'crowded' }
    case 'online':
    case 'connecting':
    case 'signed-out':
    case 'closed':
    case 'another-account':
      return { kind: 'online' }
  }
}
