'use client'

import type { Problem } from '@/lib/client/admin/rest'
import { useAnswer } from '@/lib/client/admin/use-answer'
import { useSlowNews } from '@/lib/client/admin/use-slow-news'

export interface Figures<T> {
  /** The last figures that came; they stay while others are fetched, and when that fails. */
  readonly data: T | undefined
  /** Others were asked for than are shown; the same ones are renewed without a word. */
  readonly isLoading: boolean
  readonly problem: Problem | undefined
  readonly again: () => void
}

/** Figures are counted all the time: a page follows this often at most. */
const FOLLOW_MS = 2_000

/**
 * Figures of an address; asked for again whenever it changes, and with what the feed tells.
 *
 * @param news - changes with each frame that says that there is more to show
 */
export function useFigures<T>(path: string, news: number): Figures<T> {
  const { answer, again } = useAnswer<T>(path, useSlowNews(news, FOLLOW_MS))
  const isLoading = answer?.path !== path
  return {
    data: answer?.last?.data,
    isLoading,
    problem: isLoading ? undefined : answer.problem,
    again,
  }
}
