'use client'

import { Volume2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { useMedia } from '@/components/call/use-media'
import { Button } from '@/components/ui/button'
import { playOn } from '@/lib/client/rtc/devices/speaker'

/** Plays the partner's voice. Where the browser wants a tap before it plays anything, it asks for one. */
export function PartnerSound() {
  const t = useTranslations('call')
  const player = useRef<HTMLAudioElement>(null)
  const track = useMedia(({ remote }) => remote.audio)
  const speaker = useMedia(({ own }) => own?.devices.chosen('audiooutput')?.id ?? null)
  const [isBlocked, setBlocked] = useState(false)

  useEffect(() => {
    const audio = player.current
    if (!audio || !track) return
    audio.srcObject = new MediaStream([track])
    audio.play().then(
      () => setBlocked(false),
      (error: unknown) => setBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    )
    return () => {
      audio.srcObject = null
    }
  }, [track])

  useEffect(() => {
    if (player.current) void playOn(player.current, speaker)
  }, [speaker, track])

  return (
    <>
      {/* What is said is said by a person, in this moment: there is nothing to write below it. */}
      <audio ref={player} data-testid="partner-sound" />
      {isBlocked && (
        <Button
          look="primary"
          size="lg"
          onClick={() => void player.current?.play().then(() => setBlocked(false))}
        >
          <Volume2 aria-hidden />
          {t('hear')}
        </Button>
      )}
    </>
  )
}
