'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useStore } from 'zustand'

import { ReadyPanel } from '@/components/green-room/ready-panel'
import { RoomPanel } from '@/components/green-room/room-panel'
import { WaitingPanel } from '@/components/green-room/waiting-panel'
import { WelcomePanel } from '@/components/green-room/welcome-panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { GreenRoomReady, RoomKind } from '@/lib/client/green-room/green-room-state'
import type { GreenRoomStore } from '@/lib/client/green-room/green-room-store'
import { useGreenRoom } from '@/lib/client/green-room/use-green-room'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** Knows browsers apart, which weighs something; most people never see it. */
const RefusedPanel = dynamic(
  untilLoaded(() => import('@/components/green-room/refused-panel').then((module) => module.RefusedPanel)),
  { ssr: false, loading: () => <GreenRoomSkeleton /> },
)

interface GreenRoomProps {
  kind: RoomKind
  /** Everything is open, and the person wants to begin. What is handed on has to be stopped by whoever gets it. */
  onReady: (ready: GreenRoomReady) => void
}

/** Before a session with sound: nothing is asked for before a tap, and one hears and sees oneself first. */
export function GreenRoom({ kind, onReady }: GreenRoomProps) {
  const room = useGreenRoom(kind, onReady)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {room ? <Phase kind={kind} room={room} /> : <GreenRoomSkeleton />}
    </div>
  )
}

function Phase({ kind, room }: { kind: RoomKind; room: GreenRoomStore }) {
  const phase = useStore(room.state, (state) => state.phase)
  switch (phase.kind) {
    case 'checking':
      return <GreenRoomSkeleton />
    case 'welcome':
      return <WelcomePanel kind={kind} isQuick={phase.isQuick} actions={room.actions} />
    case 'waiting':
      return <WaitingPanel />
    case 'refused':
      return <RefusedPanel problem={phase.problem} onRetry={() => void room.actions.allow()} />
    case 'ready':
      return <ReadyPanel kind={kind} room={room} lacking={phase.lacking} />
  }
}

/** The shape of the room, while it is read what the browser can do. */
function GreenRoomSkeleton() {
  const t = useTranslations('greenroom')
  return (
    <RoomPanel
      lead={
        <>
          <p role="status" className="sr-only">
            {t('loading')}
          </p>
          <Skeleton className="h-8 w-2/3" />
          <Skeleton className="h-12" />
        </>
      }
      action={<Skeleton className="h-14" />}
    />
  )
}
