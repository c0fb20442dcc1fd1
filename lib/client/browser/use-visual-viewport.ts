'use client'

import { useEffect, type RefObject } from 'react'

/**
 * Keeps an element exactly as large as what can be seen, on-screen keyboard excluded: sets `--frame-height` and
 * `--frame-top` (px) on it. Browsers that resize the page for the keyboard need it less, Safari needs it always.
 */
export function useVisualViewport(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const fit = () => {
      const isZoomed = viewport.scale > 1.01
      const style = frame.current?.style
      style?.setProperty('--frame-height', isZoomed ? '100dvh' : `${viewport.height}px`)
      style?.setProperty('--frame-top', isZoomed ? '0px' : `${viewport.offsetTop}px`)
    }
    fit()
    viewport.addEventListener('resize', fit)
    viewport.addEventListener('scroll', fit)
    return () => {
      viewport.removeEventListener('resize', fit)
      viewport.removeEventListener('scroll', fit)
    }
  }, [frame])
}
