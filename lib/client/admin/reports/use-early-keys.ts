'use client'

import { useEffect, useRef } from 'react'

import { isForKeys } from '@/lib/client/admin/reports/use-keys'
import { pressedKey } from '@/lib/client/browser/key-press'

/** What single keys do about a case that is shown. */
const CASE_KEYS: ReadonlySet<string> = new Set(['r', 'd', 'v', 'b', 'w', 'n'])

/**
 * Keys about a case that are pressed before it is there do nothing, because nobody decides what they have not seen, and least of
 * all the case before it.
 *
 * @param isEarly - asked at each key
 * @param onEarly - told which it was, in capitals
 */
export function useEarlyKeys(isEarly: () => boolean, onEarly: (key: string) => void): void {
  const latest = useRef({ isEarly, onEarly })
  useEffect(() => {
    latest.current = { isEarly, onEarly }
  })

  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const key = pressedKey(event)?.toLowerCase() ?? ''
      if (!CASE_KEYS.has(key) || !isForKeys(event) || !latest.current.isEarly()) return
      // Whoever else listens leaves it alone.
      event.preventDefault()
      latest.current.onEarly(key.toUpperCase())
    }
    window.addEventListener('keydown', handleKey, { capture: true })
    return () => window.removeEventListener('keydown', handleKey, { capture: true })
  }, [])
}
