'use client'

import { useEffect, useRef } from 'react'

import { pressedKey } from '@/lib/client/browser/key-press'
import { isTyping } from '@/lib/client/browser/use-shortcuts'

/** What single keys do; not while one types, not with a modifier, and not while a dialog is open. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })

  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (!isForKeys(event)) return
      const act = latest.current[pressedKey(event)?.toLowerCase() ?? '']
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [])
}

/** Whether a key is meant for what single keys do. */
export function isForKeys(event: KeyboardEvent): boolean {
  const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
  return !isTaken && !isTyping(event.target) && document.querySelector('[role="dialog"]') === null
}
