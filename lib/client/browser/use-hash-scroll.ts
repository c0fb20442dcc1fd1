'use client'

import { useEffect } from 'react'

/** Scrolls to the element that the address names, for a page whose parts come after the browser looked for it. */
export function useHashScroll(): void {
  useEffect(() => {
    const id = location.hash.slice(1)
    if (id) document.getElementById(id)?.scrollIntoView()
  }, [])
}
