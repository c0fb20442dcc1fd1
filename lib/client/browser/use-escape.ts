'use client'

import { useEffect, useRef } from 'react'

import { pressedKey } from './key-press'

/** Something that is open closes on Esc, before the page uses that key for more. */
export function useEscape(isOpen: boolean, close: () => void): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })

  useEffect(() => {
    if (!isOpen) return
    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || pressedKey(event) !== 'Escape') return
      if (document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', handleKey, { capture: true })
    return () => window.removeEventListener('keydown', handleKey, { capture: true })
  }, [isOpen])
}
