'use client'

import { clsx } from 'clsx'
import { type RefObject, useEffect, useRef } from 'react'

interface PictureProps {
  track: MediaStreamTrack
  /** What it shows, for people who do not see it. */
  label: string
  /** One's own is shown as in a mirror. */
  isMirrored?: boolean
  className?: string
  video?: RefObject<HTMLVideoElement | null>
}

/** A moving picture without its sound. */
export function Picture({ track, label, isMirrored = false, className, video }: PictureProps) {
  const own = useRef<HTMLVideoElement>(null)
  const element = video ?? own
  useEffect(() => {
    const shown = element.current
    if (!shown) return
    shown.srcObject = new MediaStream([track])
    shown.play().catch((error: unknown) => console.debug('The picture does not play yet.', error))
    return () => {
      shown.srcObject = null
    }
  }, [element, track])
  return (
    <video
      ref={element}
      muted
      autoPlay
      playsInline
      aria-label={label}
      className={clsx('size-full object-cover', isMirrored && '-scale-x-100', className)}
    />
  )
}
