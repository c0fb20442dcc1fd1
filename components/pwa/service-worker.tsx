'use client'

import { useEffect } from 'react'

import { whenIdle } from '@/lib/client/browser/when-idle'

/** Registers the service worker once the page has loaded and has nothing better to do. Production only. */
export function ServiceWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return undefined
    return whenIdle(register)
  }, [])
  return null
}

/** Where workers are forbidden or the network is gone, the page works all the same. */
function register(): void {
  import('@/lib/client/pwa/register')
    .then(({ registerServiceWorker }) => registerServiceWorker())
    .catch((error: unknown) => console.debug('The service worker was not registered.', error))
}
