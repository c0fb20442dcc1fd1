'use client'

import { ConnectionBanner } from '@/components/connection/connection-banner'
import { useAppUpdate } from '@/lib/client/pwa/use-app-update'

/** Says that a newer version is ready, on pages without a connection of their own. */
export function UpdateBanner() {
  const load = useAppUpdate()
  return load && <ConnectionBanner state={{ kind: 'outdated' }} onRetry={load} />
}
