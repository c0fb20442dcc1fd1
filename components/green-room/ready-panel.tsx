'use client'

import { WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useStore } from 'zustand'

import { CameraPreview } from '@/components/green-room/camera-preview'
import { DevicePickers } from '@/components/green-room/device-pickers'
import { LevelBar } from '@/components/green-room/level-bar'
import { RoomPanel } from '@/components/green-room/room-panel'
import { RoomTitle } from '@/components/green-room/room-title'
import { SoundTrial } from '@/components/green-room/sound-trial'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { RoomKind } from '@/lib/client/green-room/green-room-state'
import type { GreenRoomStore } from '@/lib/client/green-room/green-room-store'
import { useSaysOnline } from '@/lib/client/realtime/use-says-online'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'

interface ReadyPanelProps {
  kind: RoomKind
  room: GreenRoomStore
  /** Why there is no picture. */
  lacking: MediaProblem | undefined
}

/** Devices are open, for oneself alone: look, listen, choose, go. */
export function ReadyPanel({ kind, room, lacking }: ReadyPanelProps) {
  const t = useTranslations('greenroom')
  const isQuickNext = useStore(room.state, (state) => state.isQuickNext)
  const { actions } = room
  const isVideo = kind === 'video'
  return (
    <RoomPanel
      lead={
        <>
          <RoomTitle>{t(`${kind}.readyTitle`)}</RoomTitle>
          {isVideo ? (
            <CameraPreview room={room} lacking={lacking} />
          ) : (
            <p className="text-muted lg:max-w-[28rem]">{t('welcome.asked')}</p>
          )}
        </>
      }
      action={
        <>
          <OfflineNote />
          <Button look="primary" size="lg" wide onClick={actions.start}>
            {isVideo && lacking ? t('video.startVoiceOnly') : t(`${kind}.start`)}
          </Button>
          <p className="text-center text-caption text-muted">{t('calm')}</p>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <LevelBar room={room} />
        <SoundTrial room={room} />
      </div>
      <DevicePickers kind={kind} room={room} />
      <Checkbox
        label={t('quick')}
        checked={isQuickNext}
        onChange={(event) => actions.preferQuick(event.target.checked)}
      />
    </RoomPanel>
  )
}

function OfflineNote() {
  const t = useTranslations('greenroom')
  const isOnline = useSaysOnline()
  return (
    <p role="status" className="flex items-start gap-2 text-small empty:hidden">
      {!isOnline && (
        <>
          <WifiOff aria-hidden className="mt-[3px] size-4 shrink-0" />
          {t('offline')}
        </>
      )}
    </p>
  )
}
