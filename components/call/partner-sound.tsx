'use client'

import { Volume2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import type { MediaSession } from '@/lib/client/media-session/media-session'
import { playOn } from '@/lib/client/rtc/devices/speaker'

interface PartnerSoundProps {
  session: MediaSession
  /** What the tap is for that some browsers want first. */
  label: string
}

/** Plays the partner's voice, on whatever page one is. Where the browser wants a tap before it plays anything, it asks for one. */
export function PartnerSound({ session, label }: PartnerSoundProps) {
  const player = useRef<HTMLAudioElement>(null)
  const track = useStore(session.state, ({ remote }) => remote.audio)
  const speaker = useStore(session.state, (data) => data.speaker)
  const hasMicrophone = useStore(session.state, ({ tracks }) => tracks.audio !== undefined)
  const [isBlocked, setBlocked] = useState(false)

  useEffect(() => {
    const audio = player.current
    if (!audio || !track) return
    audio.srcObject = new MediaStream([track])
    return () => {
      audio.srcObject = null
    }
  }, [track])

  useEffect(() => {
    if (!track) return
    player.current?.play().then(
      () => setBlocked(false),
      (error: unknown) => setBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    )
    // Once more when the microphone is open: browsers let a page play without a tap then, and on a page that was loaded again
    // the partner's sound may be there first.
  }, [track, hasMicrophone])

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
          {label}
        </Button>
      )}
    </>
  )
}
