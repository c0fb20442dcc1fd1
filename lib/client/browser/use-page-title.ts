'use client'

import { useEffect } from 'react'

/** Names the page in its tab while this is shown: for what is rendered instead of a page once its own name stands. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      // A page that has come in the meantime has its own.
      if (document.title === title) document.title = before
    }
  }, [title])
}
