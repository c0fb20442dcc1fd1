'use client'

import { useCallback, useEffect, useState } from 'react'

import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'

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
  const [answer, setAnswer] = useState<{ path: string; data?: T; problem?: Problem | undefined }>({ path })
  const [tries, setTries] = useState(0)

  useEffect(() => {
    let isWanted = true
    void api.get<T>(path).then((result) => {
      if (!isWanted) return
      setAnswer((before) => {
        const known = before.path === path ? before : { path }
        return result.ok ? { path, data: result.data } : { ...known, problem: problemOf(result) }
      })
    })
    return () => {
      isWanted = false
    }
  }, [path, news, tries])

  const again = useCallback(() => setTries((count) => count + 1), [])
  const isOfPath = answer.path === path
  return { data: isOfPath ? answer.data : undefined, problem: isOfPath ? answer.problem : undefined, again }
}
