'use client'

import { useEffect } from 'react'

import { pressedKey } from '@/lib/client/browser/key-press'
import type { Millis } from '@/lib/domain/ids'

/** A pause of this length in typing means that the person has looked up. */
const PAUSE_MS: Millis = 1_000

/**
 * Swallows the keys of a person whose field has gone while they wrote in it, until they pause: they were meant for the field, and
 * would press whatever has focus now. The Tab key is theirs.
 */
export function useTypedPast(wasWriting: boolean): void {
  useEffect(() => {
    if (!wasWriting) return
    let pausedAt = performance.now() + PAUSE_MS
    const swallow = (event: KeyboardEvent) => {
      if (event.timeStamp >= pausedAt || pressedKey(event) === 'Tab') return
      pausedAt = event.timeStamp + PAUSE_MS
      event.preventDefault()
    }
    // Before any other listener. Buttons are pressed when the space bar comes up again.
    const early = { capture: true }
    window.addEventListener('keydown', swallow, early)
    window.addEventListener('keyup', swallow, early)
    return () => {
      window.removeEventListener('keydown', swallow, early)
      window.removeEventListener('keyup', swallow, early)
    }
  }, [wasWriting])
}
