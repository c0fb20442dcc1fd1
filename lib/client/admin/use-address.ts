'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** The address bar as the one store in which a page's filters are kept. */
export function useAddress() {
  const path = usePathname()
  const params = useSearchParams()

  /** This page with some of its filters changed; an empty one goes, and so does the position in the pages. */
  const addressWith = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      const next = new URLSearchParams(params)
      next.delete('before')
      next.delete('beforeId')
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      const query = next.toString()
      return query ? `${path}?${query}` : path
    },
    [path, params],
  )

  /** Shows them without asking the server for the page, which would be the same. */
  const filter = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) =>
      window.history.pushState(null, '', addressWith(changes)),
    [addressWith],
  )
  return { params, addressWith, filter }
}
