'use client'

import { useEffect, useRef, type RefObject } from 'react'

import { createSwipeRecogniser, type Swipe, type SwipeSide, type SwipeTerms } from './swipe'

interface SwipeHandlers {
  /** How far a finger that came down on this element has to go; px. */
  readonly enough: (target: Element) => SwipeTerms['enough']
  readonly onSwipe: (towards: SwipeSide, target: Element) => void
  /** What follows the finger, unless motion is reduced. */
  readonly moves?: (towards: SwipeSide, target: Element) => HTMLElement | null
  /** The swipe that is under way; undefined once it is over. */
  readonly onProgress?: (swipe: Swipe | undefined) => void
}

/** Where a finger sets the caret, or chooses. */
const FIELDS = 'input, textarea, select, [contenteditable]'

/**
 * Swipes to a side by one finger. The element needs `touch-action: pan-y pinch-zoom`, by which the browser keeps scrolling up and
 * down and zooming. Nothing here may be reached by a swipe alone.
 */
export function useSwipe(area: RefObject<HTMLElement | null>, handlers: SwipeHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })

  useEffect(() => {
    const element = area.current
    return element ? followFinger(element, () => latest.current) : undefined
  }, [area])
}

/** @returns stops it. */
function followFinger(element: HTMLElement, handlers: () => SwipeHandlers): () => void {
  const recogniser = createSwipeRecogniser()
  let target: Element = element
  let moved: HTMLElement | null = null

  const rest = () => {
    recogniser.cancel()
    handlers().onProgress?.(undefined)
    moved?.style.removeProperty('translate')
    moved = null
  }
  const handleDown = (event: PointerEvent) => {
    rest()
    if (!(event.target instanceof Element) || !mayBeSwipe(event, event.target)) return
    target = event.target
    recogniser.down(
      { x: event.clientX, y: event.clientY, at: event.timeStamp },
      {
        width: window.innerWidth,
        isRightToLeft: getComputedStyle(element).direction === 'rtl',
        enough: handlers().enough(target),
      },
    )
  }
  const handleMove = (event: PointerEvent) => {
    if (!event.isPrimary) return
    const swipe = recogniser.move({ x: event.clientX, y: event.clientY, at: event.timeStamp })
    if (!swipe) return
    if (hasSelection()) return rest()
    moved ??= handlers().moves?.(swipe.towards, target) ?? null
    if (moved) follow(moved, swipe)
    handlers().onProgress?.(swipe)
  }
  const handleUp = (event: PointerEvent) => {
    if (!event.isPrimary) return
    const side = recogniser.up()
    rest()
    if (side) handlers().onSwipe(side, target)
  }

  element.addEventListener('pointerdown', handleDown)
  element.addEventListener('pointermove', handleMove)
  element.addEventListener('pointerup', handleUp)
  element.addEventListener('pointercancel', rest)
  return () => {
    element.removeEventListener('pointerdown', handleDown)
    element.removeEventListener('pointermove', handleMove)
    element.removeEventListener('pointerup', handleUp)
    element.removeEventListener('pointercancel', rest)
  }
}

/** A mouse selects text, a second finger zooms, and what is zoomed in is moved about by one. */
function mayBeSwipe({ pointerType, isPrimary }: PointerEvent, target: Element): boolean {
  const isZoomed = (window.visualViewport?.scale ?? 1) > 1.01
  return pointerType === 'touch' && isPrimary && !isZoomed && !target.closest(FIELDS) && !hasSelection()
}

function hasSelection(): boolean {
  return window.getSelection()?.isCollapsed === false
}

function follow(moved: HTMLElement, { towards, px }: Swipe): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const isToTheRight = (towards === 'end') === (getComputedStyle(moved).direction === 'ltr')
  moved.style.setProperty('translate', `${isToTheRight ? px : -px}px`)
}
