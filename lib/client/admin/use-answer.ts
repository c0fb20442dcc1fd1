'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import { type Asker, createAsker } from '@/lib/client/admin/asker'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'

export interface Answer<T> {
  /** What it answers. */
  readonly path: string
  /** Why the last question was not answered. */
  readonly problem: Problem | undefined
  /** The last data that came, and what they answered. */
  readonly last: { readonly path: string; readonly data: T } | undefined
}

/**
 * What an endpoint answers, asked for at first, with each piece of news, and by `again`.
 *
 * @param news - whatever changes when the answer may have changed
 */
export function useAnswer<T>(path: string, news: number) {
  const [answer, setAnswer] = useState<Answer<T>>()
  const [times, setTimes] = useState(0)
  const current = useRef<{ readonly path: string; readonly asker: Asker }>(undefined)

  useEffect(() => {
    if (current.current?.path !== path) {
      current.current?.asker.stop()
      const asker = createAsker(async (isWanted) => {
        const result = await api.get<T>(path)
        if (!isWanted()) return
        setAnswer((before) => ({
          path,
          problem: problemOf(result),
          last: result.ok ? { path, data: result.data } : before?.last,
        }))
      })
      current.current = { path, asker }
    }
    current.current.asker.ask()
  }, [path, news, times])

  useEffect(
    () => () => {
      current.current?.asker.stop()
      current.current = undefined
    },
    [],
  )
  return { answer, again: useCallback(() => setTimes((count) => count + 1), []) }
}
