'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Skeleton } from '@/components/ui/skeleton'
import { HostQueue } from '@/components/visits/host-queue'
import { useAppParts } from '@/components/visits/use-visit-rooms'
import { VisitConnection } from '@/components/visits/visit-connection'
import { VisitHeader } from '@/components/visits/visit-header'
import { VisitNotice } from '@/components/visits/visit-notice'
import { VisitMessages } from '@/components/visits/visit-messages'
import { WaitingPanel } from '@/components/visits/waiting-panel'
import type { AppParts } from '@/lib/client/app/app-parts'
import type { VisitRoom } from '@/lib/client/visits/visit-room'
import { visitRoomsOf } from '@/lib/client/visits/visit-rooms'

/** One visit: its waiting room for those who come, who waits for its host, and its messages for those who are in it. */
export function VisitScreen({ visitId, account }: { visitId: string; account: string }) {
  const parts = useAppParts()
  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 px-5 pt-4 pb-[max(16px,env(safe-area-inset-bottom))] lg:px-8"
    >
      {parts?.account === account ? <Connected key={visitId} visitId={visitId} parts={parts} /> : <Shape />}
    </main>
  )
}

function Connected({ visitId, parts }: { visitId: string; parts: AppParts }) {
  const room = visitRoomsOf(parts).open(visitId)
  useEffect(() => {
    room.actions.enter()
    return room.actions.close
  }, [room])
  return (
    <>
      <VisitConnection parts={parts} />
      <Room room={room} parts={parts} />
    </>
  )
}

function Room({ room, parts }: { room: VisitRoom; parts: AppParts }) {
  const phase = useStore(room.state, (data) => data.phase)
  const visit = useStore(room.state, (data) => data.visit)
  if (phase === 'absent' || phase === 'failed' || phase === 'missed' || phase === 'left')
    return <Outside room={room} phase={phase} />
  if (!visit || phase === 'loading') return <Shape />
  if (phase === 'waiting') return <WaitingPanel room={room} visit={visit} />
  const isHosting = visit.isHost && visit.status !== 'over'
  return (
    <>
      <VisitHeader room={room} visit={visit} account={parts.account} />
      <div
        className={
          isHosting
            ? 'flex min-h-0 flex-1 flex-col gap-4 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-stretch'
            : 'flex min-h-0 flex-1 flex-col'
        }
      >
        {isHosting && (
          <div className="lg:order-last">
            <HostQueue room={room} visit={visit} />
          </div>
        )}
        <VisitMessages parts={parts} visit={visit} isBelowQueue={isHosting && visit.waitingRoom} />
      </div>
    </>
  )
}

/** Why one is not in the visit, and the ways on. */
function Outside({ room, phase }: { room: VisitRoom; phase: 'absent' | 'failed' | 'missed' | 'left' }) {
  const t = useTranslations('visits.room')
  const again = { failed: t('again'), left: t('waitAgain'), absent: undefined, missed: undefined }[phase]
  return (
    <VisitNotice
      title={t(phase)}
      text={t(`${phase}Text`)}
      actions={
        <>
          {again !== undefined && (
            <Button look="primary" onClick={room.actions.retry}>
              {again}
            </Button>
          )}
          <Link href="/visits" className={buttonLook({})}>
            {t('toVisits')}
          </Link>
        </>
      }
    />
  )
}

function Shape() {
  const t = useTranslations('visits')
  return (
    <div className="flex flex-1 flex-col gap-4">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-14 rounded-lg" />
      <Skeleton className="min-h-72 flex-1 rounded-lg" />
    </div>
  )
}
