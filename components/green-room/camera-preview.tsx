'use client'

import { VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import type { GreenRoomStore } from '@/lib/client/green-room/green-room-store'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'

interface CameraPreviewProps {
  room: GreenRoomStore
  /** Why there is no picture. */
  lacking: MediaProblem | undefined
}

/** Oneself as in a mirror; or why there is no picture, and that one may go on without it. */
export function CameraPreview({ room, lacking }: CameraPreviewProps) {
  const t = useTranslations('greenroom')
  const player = useRef<HTMLVideoElement>(null)
  // Each opening of devices is a phase of its own, also of the same kind.
  const phase = useStore(room.state, (state) => state.phase)

  useEffect(() => {
    const track = room.cameraTrack()
    if (player.current) player.current.srcObject = track ? new MediaStream([track]) : null
  }, [room, phase])

  if (lacking) {
    return (
      <div className="flex flex-col items-start gap-3 rounded-lg border border-line bg-surface p-5">
        <p className="flex items-center gap-2 font-[560]">
          <VideoOff aria-hidden className="size-5 shrink-0 text-accent-ink" />
          {t(`problem.camera.${lacking}`)}
        </p>
        <p className="text-small text-muted">
          {t(`problem.help.${lacking}`)} {t('problem.withoutCamera')}
        </p>
        <Button onClick={() => void room.actions.allow()}>{t('retryCamera')}</Button>
      </div>
    )
  }
  return (
    <video
      ref={player}
      autoPlay
      muted
      playsInline
      aria-label={t('preview.label')}
      className="aspect-[4/3] w-full -scale-x-100 rounded-lg bg-raised object-cover"
    />
  )
}
