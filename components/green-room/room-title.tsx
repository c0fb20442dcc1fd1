'use client'

import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'

interface RoomTitleProps {
  /** A step that follows another takes the focus that the button before it had, so that it is read out. */
  follows?: boolean
  /** Where there is nothing else to look at. */
  large?: boolean
  children: string
}

/** The heading of a step. */
export function RoomTitle({ follows = true, large = false, children }: RoomTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (follows) heading.current?.focus()
  }, [follows])
  return (
    <h1
      ref={heading}
      tabIndex={follows ? -1 : undefined}
      className={clsx('text-title font-[640] outline-none', large && 'lg:text-display')}
    >
      {children}
    </h1>
  )
}
