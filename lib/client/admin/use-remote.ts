'use client'

import type { Problem } from '@/lib/client/admin/rest'
import { useAnswer } from '@/lib/client/admin/use-answer'

export interface Remote<T> {
  /** The last answer to this path; it stays while it is asked for again, and when that fails. */
  readonly data: T | undefined
  /** Why the last try gave no answer. */
  readonly problem: Problem | undefined
  readonly again: () => void
}

/**
 * What an endpoint answers, asked for at first and with each piece of news.
 *
 * @param news - whatever changes when the answer may have changed.
 */
export function useRemote<T>(path: string, news: number): Remote<T> {
  const { answer, again } = useAnswer<T>(path, news)
  return {
    data: answer?.last?.path === path ? answer.last.data : undefined,
    problem: answer?.path === path ? answer.problem : undefined,
    again,
  }
}
