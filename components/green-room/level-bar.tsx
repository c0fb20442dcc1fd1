'use client'

import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Mic } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'

import type { GreenRoomStore } from '@/lib/client/green-room/green-room-store'

/** How often a screen reader may learn the level: a bar that is read all the time tells nothing. */
const READ_OUT_MS = 500

/** How loud the microphone is, as it happens, and in words what that means. */
export function LevelBar({ room }: { room: GreenRoomStore }) {
  const t = useTranslations('greenroom.level')
  const bar = useRef<HTMLDivElement>(null)
  const sound = useStore(room.state, (state) => (state.isInterrupted ? 'interrupted' : state.sound))

  useEffect(() => {
    let frame = 0
    let readOutAt = 0
    const draw = (at: number) => {
      frame = requestAnimationFrame(draw)
      const level = room.level()
      bar.current?.style.setProperty('--level', level.toFixed(3))
      if (at - readOutAt < READ_OUT_MS) return
      readOutAt = at
      bar.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)))
    }
    frame = requestAnimationFrame(draw)
    return () => cancelAnimationFrame(frame)
  }, [room])

  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <Mic aria-hidden className="size-5 shrink-0 text-muted" />
        <div
          ref={bar}
          role="meter"
          aria-label={t('label')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={0}
          className="h-3 flex-1 overflow-hidden rounded-full bg-raised [--level:0] forced-colors:border"
        >
          <div className="h-full origin-left scale-x-(--level) rounded-full bg-accent rtl:origin-right forced-colors:bg-[Highlight]" />
        </div>
      </div>
      <p
        role="status"
        className={clsx('flex items-start gap-2 text-small', sound === 'waiting' && 'text-muted')}
      >
        {sound === 'heard' && (
          <CircleCheck aria-hidden className="mt-[3px] size-4 shrink-0 text-accent-ink" />
        )}
        {(sound === 'silent' || sound === 'interrupted') && (
          <CircleAlert aria-hidden className="mt-[3px] size-4 shrink-0 text-accent-ink" />
        )}
        <span>{t(sound)}</span>
      </p>
    </div>
  )
}
