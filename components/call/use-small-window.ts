'use client'

import { type RefObject, useEffect, useRef } from 'react'

import { createPictureInPicture } from '@/lib/client/ongoing-media/picture-in-picture'

/**
 * The partner's picture in a window above the others, which knows no cover: it is closed for as long as there is one.
 *
 * @returns what opens and closes it, from a tap
 */
export function useSmallWindow(video: RefObject<HTMLVideoElement | null>, isCovered: boolean): () => void {
  const known = useRef<{ readonly of: HTMLVideoElement; readonly window: SmallWindow }>(undefined)
  useEffect(() => () => void known.current?.window.end(), [])
  useEffect(() => {
    if (isCovered) void known.current?.window.close()
  }, [isCovered])
  return () => {
    const shown = video.current
    if (!shown || isCovered) return
    // The picture has another element after the partner's camera was off.
    if (known.current?.of !== shown) {
      void known.current?.window.end()
      known.current = { of: shown, window: createPictureInPicture(shown, document, () => {}) }
    }
    void known.current.window.toggle()
  }
}

type SmallWindow = ReturnType<typeof createPictureInPicture>
