'use client'

import { useLayoutEffect } from 'react'

import { repeatEarlyTap } from '@/lib/client/browser/early-taps'

/** A button that was tapped before the page was alive does what it says once it is. */
export function EarlyTaps() {
  useLayoutEffect(repeatEarlyTap, [])
  return null
}
