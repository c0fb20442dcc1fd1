'use client'

import { Circle, Ear, Volume2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import type { GreenRoomStore } from '@/lib/client/green-room/green-room-store'
import type { TryOut } from '@/lib/client/green-room/green-room-state'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

/** Hears oneself as others would, and finds the speaker. */
export function SoundTrial({ room }: { room: GreenRoomStore }) {
  const t = useTranslations('greenroom.tryOut')
  const tryOut = useStore(room.state, (state) => state.tryOut)
  const isBusy = tryOut.kind === 'recording' || tryOut.kind === 'playing'
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-3">
        <Button onClick={room.actions.hearMyself} busy={isBusy}>
          {!isBusy && <Ear aria-hidden />}
          {t('record')}
        </Button>
        <Button look="quiet" onClick={() => void room.actions.playTone()}>
          <Volume2 aria-hidden />
          {t('tone')}
        </Button>
      </div>
      <TrialNote tryOut={tryOut} />
    </div>
  )
}

function TrialNote({ tryOut }: { tryOut: TryOut }) {
  const t = useTranslations('greenroom.tryOut')
  const seconds = useSecondsLeft(tryOut.kind === 'recording' ? tryOut.until : undefined)
  return (
    <p className="flex items-center gap-2 text-small text-muted">
      <span role="status" className="flex items-center gap-2">
        {tryOut.kind === 'recording' && <Circle aria-hidden className="size-3 fill-accent text-accent" />}
        {tryOut.kind === 'none' ? t('kept') : t(tryOut.kind)}
      </span>
      {/* Outside the status: a number that changes every second must not be read out every second. */}
      {tryOut.kind === 'recording' && (
        <span aria-hidden className="tabular-nums">
          {t('seconds', { seconds })}
        </span>
      )}
    </p>
  )
}
