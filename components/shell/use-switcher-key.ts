'use client'

import { useEffect } from 'react'

import { pressedKey } from '@/lib/client/browser/key-press'

/** Ctrl or ⌘ and K, also while one writes; not while a dialog is open. */
export function useSwitcherKey(onSwitch: () => void): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (pressedKey(event)?.toLowerCase() !== 'k' || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      onSwitch()
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [onSwitch])
}
