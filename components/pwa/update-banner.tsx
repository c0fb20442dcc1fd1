'use client'

import { lazy, Suspense } from 'react'

import { useAppUpdate } from '@/lib/client/pwa/use-app-update'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** Most visits never see it. */
const ConnectionBanner = lazy(
  untilLoaded(() =>
    import('@/components/connection/connection-banner').then((module) => ({
      default: module.ConnectionBanner,
    })),
  ),
)

/** Says that a newer version is ready, on pages without a connection of their own. */
export function UpdateBanner() {
  const load = useAppUpdate()
  if (!load) return null
  return (
    <Suspense>
      <ConnectionBanner state={{ kind: 'outdated' }} onRetry={load} />
    </Suspense>
  )
}
