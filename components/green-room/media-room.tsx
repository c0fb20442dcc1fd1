'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { GreenRoom } from '@/components/green-room/green-room'
import { RoomPanel } from '@/components/green-room/room-panel'
import { RoomTitle } from '@/components/green-room/room-title'
import { Button } from '@/components/ui/button'
import type { GreenRoomReady, RoomKind } from '@/lib/client/green-room/green-room-state'

/** Voice and video, for people who have an account: the room before it, and what follows. */
export function MediaRoom({ kind }: { kind: RoomKind }) {
  const t = useTranslations('greenroom')
  const [ready, setReady] = useState<GreenRoomReady>()
  if (!ready) return <GreenRoom kind={kind} onReady={setReady} />
  const leave = () => {
    ready.own.stop()
    setReady(undefined)
  }
  return (
    <div className="fixed inset-0 flex h-dvh flex-col overflow-hidden">
      <RoomPanel
        lead={<RoomTitle>{t('entered')}</RoomTitle>}
        action={
          <Button size="lg" wide onClick={leave}>
            {t('back')}
          </Button>
        }
      />
    </div>
  )
}
