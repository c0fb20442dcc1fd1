'use client'

import { useRef, type ReactNode } from 'react'

import { useSwipe } from '@/lib/client/browser/gestures/use-swipe'

const AWAY_PX = 96

interface SwipeAwayProps {
  /** Does what a button in it does too. */
  onAway: () => void
  children: ReactNode
}

/** Something that a finger may push away to either side. */
export function SwipeAway({ onAway, children }: SwipeAwayProps) {
  const box = useRef<HTMLDivElement>(null)
  useSwipe(box, {
    enough: () => ({ start: AWAY_PX, end: AWAY_PX }),
    moves: () => box.current,
    onSwipe: onAway,
  })
  return (
    <div ref={box} className="touch-pan-y touch-pinch-zoom">
      {children}
    </div>
  )
}
