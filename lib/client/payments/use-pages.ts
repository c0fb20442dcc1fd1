'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import { useProblem } from '@/lib/client/account/use-account-form'
import type { Result } from '@/lib/client/api'

/** Part of a list, newest first. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly hasMore: boolean
}

interface State<Item> {
  readonly page: Page<Item> | undefined
  /** What is being read; undefined: nothing. */
  readonly busy: 'newest' | 'earlier' | undefined
}

const joined = <Item>(shown: Page<Item> | undefined, { items, hasMore }: Page<Item>): Page<Item> => ({
  items: [...(shown?.items ?? []), ...items],
  hasMore,
})

/**
 * A list that is read page by page, each asked for by the last item of the one before. What is shown stays when something goes
 * wrong, and after a change its newest page is read again.
 *
 * @param load - the same function for the component's life. @param before - the last item that is shown
 * @param changes - another number: read again
 */
export function usePages<Item>(
  load: (before: Item | undefined) => Promise<Result<Page<Item>>>,
  changes: number,
) {
  const [{ page, busy }, setState] = useState<State<Item>>({ page: undefined, busy: 'newest' })
  const { problem, secondsLeft, settle } = useProblem()
  const newest = useRef(0)
  // It is made anew with each render, and does the same.
  const told = useRef(settle)
  useEffect(() => {
    told.current = settle
  })

  const read = useCallback(
    async (shown?: Page<Item>) => {
      const turn = (newest.current += 1)
      const result = await load(shown?.items.at(-1))
      // An older answer that comes late is not news.
      if (turn === newest.current) {
        told.current(result)
        setState((before) => ({
          page: result.ok ? joined(shown, result.data) : before.page,
          busy: undefined,
        }))
      }
    },
    [load],
  )
  useEffect(() => void read(), [read, changes])

  return {
    page,
    busy,
    problem,
    secondsLeft,
    again: () => {
      setState({ page, busy: 'newest' })
      void read()
    },
    earlier: () => {
      if (!page) return
      setState({ page, busy: 'earlier' })
      void read(page)
    },
  }
}
