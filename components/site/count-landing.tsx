'use client'

import { useEffect } from 'react'

import { countLanding } from '@/lib/client/account/landing'

/** Counts that the front page was opened; shows nothing. */
export function CountLanding() {
  useEffect(countLanding, [])
  return null
}
