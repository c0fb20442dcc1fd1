'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { useMedia } from '@/components/call/use-media'
import { useMeter } from '@/components/call/use-meters'
import { useIsRecent } from '@/lib/client/browser/use-seconds-left'
import { browserClock } from '@/lib/client/clock'
import { createMutedSpeech } from '@/lib/client/rtc/devices/level'
import type { Millis } from '@/lib/domain/ids'

const LOOK_MS = 100
const SHOWN_MS = 6_000

/** Somebody who speaks into a muted microphone is told so. */
export function MutedSpeech() {
  const t = useTranslations('call')
  const own = useMedia((data) => data.own)
  const track = useMedia((data) => data.tracks.audio)
  const isMuted = useMedia((data) => data.isMuted)
  const meter = useMeter(own, isMuted ? track : undefined)
  const [noticedAt, setNoticedAt] = useState<Millis>()
  const isNews = useIsRecent(noticedAt, SHOWN_MS)

  useEffect(() => {
    if (!meter) return
    const notice = createMutedSpeech()
    const timer = setInterval(() => {
      const now = browserClock.now()
      if (notice(meter.level(), true, now)) setNoticedAt(now)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [meter])

  return (
    <p role="status" className="text-small font-[560] empty:hidden">
      {isMuted && isNews && t('mutedSpeech')}
    </p>
  )
}
