'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import { type AccountProblem, problemOf } from './account-problem'
import type { Result } from '@/lib/client/api'

/** What a part of a page shows: its shape, what went wrong, or what came. */
export type Loaded<T> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly problem: AccountProblem }
  | { readonly phase: 'ready'; readonly data: T }

/**
 * Loads once, and again when asked. What is shown stays while it is loaded again; a failure shows only where there is nothing.
 *
 * @param load - the same function for the component's life.
 */
export function useLoaded<T>(load: () => Promise<Result<T>>) {
  const [state, setState] = useState<Loaded<T>>({ phase: 'loading' })
  const newest = useRef(0)

  const reload = useCallback(async () => {
    const turn = (newest.current += 1)
    const result = await load()
    // An older answer that comes late is not news.
    if (turn === newest.current) setState((before) => after(before, result))
  }, [load])

  useEffect(() => void reload(), [reload])

  return {
    state,
    reload,
    retry: () => {
      setState({ phase: 'loading' })
      return reload()
    },
    show: (data: T) => setState({ phase: 'ready', data }),
  }
}

function after<T>(before: Loaded<T>, result: Result<T>): Loaded<T> {
  if (result.ok) return { phase: 'ready', data: result.data }
  const problem = problemOf(result) ?? 'unexpected'
  return before.phase === 'ready' && problem !== 'signedOut' ? before : { phase: 'failed', problem }
}
