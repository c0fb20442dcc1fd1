'use client'

import { useEffect } from 'react'

import { useMediaSession } from '@/components/call/use-media'
import { isTyping } from '@/lib/client/browser/use-shortcuts'
import { pressedKey } from '@/lib/client/browser/key-press'

/** `m` mutes, `c` turns the camera off where there are pictures; not while one types. */
export function useMediaKeys(isVideo: boolean): void {
  const session = useMediaSession()
  useEffect(() => {
    if (!session) return
    const handleKey = (event: KeyboardEvent) => {
      const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat
      if (isTaken || isTyping(event.target) || document.querySelector('[role="dialog"]')) return
      const key = pressedKey(event)?.toLowerCase()
      const { isMuted, isCameraOff } = session.state.getState()
      if (key === 'm') session.actions.mute(!isMuted)
      else if (key === 'c' && isVideo) void session.actions.turnCamera(!isCameraOff)
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [session, isVideo])
}
