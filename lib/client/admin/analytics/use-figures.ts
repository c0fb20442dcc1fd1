'use client'

import { useCallback, useEffect, useState } from 'react'

import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'

export interface Figures<T> {
  /** The last figures that came; they stay while others are fetched, and when that fails. */
  readonly data: T | undefined
  readonly isLoading: boolean
  readonly problem: Problem | undefined
  readonly again: () => void
}

/** Figures of an address; asked for again whenever it changes. */
export function useFigures<T>(path: string): Figures<T> {
  const [answer, setAnswer] = useState<{ to: string; data?: T | undefined; problem?: Problem | undefined }>()
  const [times, setTimes] = useState(0)
  const question = `${path} ${times}`
  useEffect(() => {
    let isWanted = true
    void api.get<T>(path).then((result) => {
      if (!isWanted) return
      const problem = problemOf(result)
      setAnswer((last) => ({ to: question, data: result.ok ? result.data : last?.data, problem }))
    })
    return () => {
      isWanted = false
    }
  }, [path, question])
  const isLoading = answer?.to !== question
  return {
    data: answer?.data,
    isLoading,
    problem: isLoading ? undefined : answer.problem,
    again: useCallback(() => setTimes((count) => count + 1), []),
  }
}
