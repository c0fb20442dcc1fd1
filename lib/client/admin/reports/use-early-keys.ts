'use client'

import { useState } from 'react'

import { useKeys } from '@/lib/client/admin/reports/use-keys'

/** What single keys do about a case that is shown. */
const CASE_KEYS = ['r', 'd', 'v', 'b', 'w', 'n'] as const

/**
 * Keys that are pressed before the case is there: they do nothing, because nobody decides what they have not seen, and that is
 * said.
 *
 * @returns the last of them, until something is done about the case
 */
export function useEarlyKeys(isLoading: boolean) {
  const [early, setEarly] = useState<string>()
  useKeys(
    isLoading ? Object.fromEntries(CASE_KEYS.map((key) => [key, () => setEarly(key.toUpperCase())])) : {},
  )
  return { early, settle: () => setEarly(undefined) }
}
