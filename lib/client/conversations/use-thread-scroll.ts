'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useStore } from 'zustand'

import type { Thread } from './thread-store'

/** Nearer to an end than this, px, more is loaded there. */
const LOAD_PX = 600
/** Nearer to the end than this, px, the newest message is what the reader wants to see. */
const NEAR_PX = 64
/** How long a message that was looked for stands out. */
const MARKED_MS = 2_000

/** A message and where its upper edge stood in the box, px. */
interface Anchor {
  readonly seq: string
  readonly top: number
}

/**
 * Moves the log of a thread: to where the unread messages begin at first, along with what is new while its reader is at the end, and
 * not at all while they read further up, whatever comes at its ends.
 *
 * @param box - scrolls; its messages carry their number in `data-seq`
 */
export function useThreadScroll(box: RefObject<HTMLElement | null>, thread: Thread) {
  const { older, newer, seen } = thread.actions
  const content = useStore(
    thread.state,
    ({ window, pending, typing }) =>
      `${window.messages[0]?.seq} ${window.messages.at(-1)?.seq} ${window.messages.length} ${pending.length} ${typing.length > 0}`,
  )
  const target = useStore(thread.state, (data) => data.target)
  const hasAfter = useStore(thread.state, (data) => data.window.hasAfter)
  const anchor = useRef<Anchor>(undefined)
  const follows = useRef<boolean>(undefined)
  /** The newest were asked for, and have yet to come. */
  const wantsEnd = useRef(false)
  const [isAtEnd, setIsAtEnd] = useState(true)

  /** Notes where the reader is. @returns whether that is the end */
  const measure = useCallback(() => {
    const log = box.current
    if (!log) return true
    const { scrollTop, clientHeight, scrollHeight } = log
    const isEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX
    const rows = [...log.querySelectorAll<HTMLElement>('[data-seq]')]
    const frame = log.getBoundingClientRect()
    const first = rows[firstWhere(rows, (row) => row.getBoundingClientRect().bottom > frame.top)]
    const afterLast = firstWhere(rows, (row) => row.getBoundingClientRect().bottom > frame.bottom + 1)
    const last = rows[afterLast - 1]
    anchor.current = first && {
      seq: first.dataset['seq'] ?? '',
      top: first.getBoundingClientRect().top - frame.top,
    }
    follows.current = isEnd && !thread.state.getState().window.hasAfter
    if (last) seen(Number(last.dataset['seq']))
    if (scrollTop < LOAD_PX) void older()
    if (scrollHeight - scrollTop - clientHeight < LOAD_PX) void newer()
    return isEnd
  }, [box, thread, older, newer, seen])

  const scrollToEnd = useCallback(() => {
    wantsEnd.current = true
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [box])

  useLayoutEffect(() => {
    const log = box.current
    if (!log) return
    if (follows.current === undefined) openAt(log)
    else if (!hasAfter && (follows.current || wantsEnd.current)) log.scrollTo({ top: log.scrollHeight })
    else keep(log, anchor.current)
    wantsEnd.current &&= hasAfter
    measure()
  }, [box, content, hasAfter, thread, measure])

  useLayoutEffect(() => {
    const row = target && box.current?.querySelector<HTMLElement>(`[data-seq="${target.seq}"]`)
    if (!row) return undefined
    follows.current = false
    return showOff(row)
  }, [box, target])

  useEffect(() => {
    const log = box.current
    if (!log) return undefined
    const look = () => setIsAtEnd(measure())
    const sizes = new ResizeObserver(() => {
      if (follows.current) log.scrollTo({ top: log.scrollHeight })
      look()
    })
    sizes.observe(log)
    if (log.firstElementChild) sizes.observe(log.firstElementChild)
    log.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      log.removeEventListener('scroll', look)
    }
  }, [box, measure])

  return { isAtEnd, scrollToEnd }
}

/** Puts a message in the middle, where it stands out for a moment. @returns what ends that at once */
function showOff(row: HTMLElement): () => void {
  row.scrollIntoView({ block: 'center' })
  row.dataset['marked'] = ''
  const end = () => delete row.dataset['marked']
  const timer = setTimeout(end, MARKED_MS)
  return () => {
    clearTimeout(timer)
    end()
  }
}

/** Where the unread ones begin, with something above them; else at the end. */
function openAt(log: HTMLElement): void {
  const line = log.querySelector('[data-unread]')
  if (!line) return log.scrollTo({ top: log.scrollHeight })
  const above = log.clientHeight / 4
  log.scrollTo({
    top: log.scrollTop + line.getBoundingClientRect().top - log.getBoundingClientRect().top - above,
  })
}

/** Moves the log so that a message stands where it stood. */
function keep(log: HTMLElement, anchor: Anchor | undefined): void {
  const row = anchor && log.querySelector(`[data-seq="${anchor.seq}"]`)
  if (!row) return
  const top = row.getBoundingClientRect().top - log.getBoundingClientRect().top
  if (top !== anchor.top) log.scrollTop += top - anchor.top
}

/** The first of a sorted list for which something holds; its length: none. */
function firstWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(items[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}
