'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Nearer to the end than this counts as at the end. */
const NEAR_PX = 48

interface LogScroll {
  /** Arrived below while the reader had scrolled up. */
  readonly unseen: number
  readonly scrollToEnd: () => void
}

/**
 * Keeps the newest entry of a scrolling log in view, unless the reader has scrolled up to read.
 *
 * @param box - scrolls; its only child holds the entries, and whatever else changes their height.
 * @param count - entries in the log; a higher one means that something arrived.
 * @param follows - whether the newest entry is the reader's own, which is followed in any case.
 */
export function useLogScroll(box: RefObject<HTMLElement | null>, count: number, follows: boolean): LogScroll {
  const isAtEnd = useRef(true)
  const seen = useRef(count)
  const [unseen, setUnseen] = useState(0)

  const scrollToEnd = useCallback(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    isAtEnd.current = true
    setUnseen(0)
  }, [box])

  useLayoutEffect(() => {
    const arrived = count - seen.current
    seen.current = count
    if (isAtEnd.current || (follows && arrived > 0)) scrollToEnd()
    else if (arrived > 0) setUnseen((before) => before + arrived)
  }, [count, follows, scrollToEnd])

  useEffect(() => {
    const log = box.current
    if (!log) return
    const note = () => {
      isAtEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX
      if (isAtEnd.current) setUnseen(0)
    }
    const stay = new ResizeObserver(() => isAtEnd.current && scrollToEnd())
    stay.observe(log)
    if (log.firstElementChild) stay.observe(log.firstElementChild)
    log.addEventListener('scroll', note, { passive: true })
    return () => {
      stay.disconnect()
      log.removeEventListener('scroll', note)
    }
  }, [box, scrollToEnd])

  return { unseen, scrollToEnd }
}
