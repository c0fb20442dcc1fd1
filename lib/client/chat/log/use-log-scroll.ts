'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

import { followLog, type LogPosition } from './log-follow'

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
 * @param below - names what stands below the log. When one thing gives way to another the browser moves the log as if there
 *   were nothing for a moment, which looks like a reader who scrolls up.
 */
export function useLogScroll(
  box: RefObject<HTMLElement | null>,
  count: number,
  follows: boolean,
  below: string,
): LogScroll {
  const position = useRef<LogPosition>(undefined)
  const seen = useRef(count)
  const [unseen, setUnseen] = useState(0)

  const scrollToEnd = useCallback(() => {
    const log = box.current
    if (!log) return
    log.scrollTo({ top: log.scrollHeight })
    const { scrollTop, clientHeight, scrollHeight } = log
    position.current = { isAtEnd: true, scrollTop, clientHeight, scrollHeight }
    setUnseen(0)
  }, [box])

  useLayoutEffect(() => {
    const arrived = count - seen.current
    seen.current = count
    if ((position.current?.isAtEnd ?? true) || (follows && arrived > 0)) scrollToEnd()
    else if (arrived > 0) setUnseen((before) => before + arrived)
  }, [count, follows, below, scrollToEnd])

  useEffect(() => {
    const log = box.current
    if (!log) return
    const follow = () => {
      const before = position.current
      position.current = followLog(before, log)
      if (!position.current.isAtEnd) return
      const isResized = before?.clientHeight !== log.clientHeight || before.scrollHeight !== log.scrollHeight
      if (isResized) scrollToEnd()
      else setUnseen(0)
    }
    const sizes = new ResizeObserver(follow)
    sizes.observe(log)
    if (log.firstElementChild) sizes.observe(log.firstElementChild)
    log.addEventListener('scroll', follow, { passive: true })
    return () => {
      sizes.disconnect()
      log.removeEventListener('scroll', follow)
    }
  }, [box, scrollToEnd])

  return { unseen, scrollToEnd }
}
