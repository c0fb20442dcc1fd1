'use client'

import { useEffect, useRef } from 'react'

import { pressedKey } from './key-press'

interface Shortcuts {
  /** Works while typing too. */
  readonly onEscape: () => void
  /** `?`, but not while typing. */
  readonly onHelp: () => void
  /** `/`, but not while typing. */
  readonly onWrite: () => void
}

/** The keys of the chat. A dialog that closes on Esc keeps that key to itself. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })

  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const key = pressedKey(event)
      const isTaken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
      if (isTaken || document.querySelector('[role="dialog"]')) return
      if (key === 'Escape' && !event.repeat) return latest.current.onEscape()
      if (isTyping(event.target) || (key !== '?' && key !== '/')) return
      event.preventDefault()
      if (key === '?') latest.current.onHelp()
      else latest.current.onWrite()
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [])
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
