'use client'

import { usePathname } from 'next/navigation'
import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from 'react'

import { AppContext } from '@/components/app/app-context'
import { createAppHolder } from '@/lib/client/app/app-holder'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/**
 * Holds the one connection of the app and what stands on it, across pages. Every page carries this file, so it loads
 * nothing: pages of people who are signed in open the parts.
 */
export function AppProvider({ children }: { children: ReactNode }) {
  const [holder] = useState(createAppHolder)
  return <AppContext value={holder}>{children}</AppContext>
}

/** To be called once there is something to lead back to, so that the bar is there with the page that needs it. */
export const loadOngoing = () => import('@/components/ongoing/ongoing-bar')

/** Rendered by the server, with its code apart from the page's: strangers, for whom nothing runs, do not load it. */
const OngoingBar = lazy(untilLoaded(() => loadOngoing().then((module) => ({ default: module.OngoingBar }))))

/** Of the conversation itself. */
const OWN_PAGES: ReadonlySet<string> = new Set(['/chat', '/voice', '/video'])

/**
 * Connects the app on pages of people who are signed in, and leads back to what runs; on every page but the conversation's
 * own, which does without its code.
 */
export function Ongoing(props: ComponentProps<typeof OngoingBar>) {
  if (OWN_PAGES.has(usePathname())) return null
  return (
    <Suspense>
      <OngoingBar {...props} />
    </Suspense>
  )
}
