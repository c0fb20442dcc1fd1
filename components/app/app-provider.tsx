'use client'

import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from 'react'

import { AppContext } from '@/components/app/app-context'
import { createAppHolder } from '@/lib/client/app/app-holder'

/**
 * Holds the one connection of the app and what stands on it, across pages. Every page carries this file, so it loads
 * nothing: pages of people who are signed in open the parts.
 */
export function AppProvider({ children }: { children: ReactNode }) {
  const [holder] = useState(createAppHolder)
  return <AppContext value={holder}>{children}</AppContext>
}

/** Rendered by the server, with its code apart from the page's: strangers, for whom nothing runs, do not load it. */
const OngoingBar = lazy(() =>
  import('@/components/ongoing/ongoing-bar').then((module) => ({ default: module.OngoingBar })),
)

/** Connects the app on pages of people who are signed in, and leads back to what runs. */
export function Ongoing(props: ComponentProps<typeof OngoingBar>) {
  return (
    <Suspense>
      <OngoingBar {...props} />
    </Suspense>
  )
}
