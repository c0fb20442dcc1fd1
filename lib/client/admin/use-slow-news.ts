'use client'

import { useEffect, useRef, useState } from 'react'

/** The newest of what changes all the time, at most once in `everyMs`; the last one is never left out. */
export function useSlowNews(news: number, everyMs: number): number {
  const [shown, setShown] = useState(news)
  const shownAt = useRef(0)
  useEffect(() => {
    if (news === shown) return undefined
    const wait = Math.max(0, shownAt.current + everyMs - performance.now())
    const timer = setTimeout(() => {
      shownAt.current = performance.now()
      setShown(news)
    }, wait)
    return () => clearTimeout(timer)
  }, [news, shown, everyMs])
  return shown
}
