'use client'

import { useEffect } from 'react'

/** Registers the service worker once the page has loaded and has nothing better to do. Production only. */
export function ServiceWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    if (document.readyState === 'complete') whenIdle(register)
    else window.addEventListener('load', () => whenIdle(register), { once: true })
  }, [])
  return null
}

function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 5_000 })
  else setTimeout(act, 1_000) // Safari
}

/** Where workers are forbidden or the network is gone, the page works all the same. */
function register(): void {
  import('@/lib/client/pwa/register')
    .then(({ registerServiceWorker }) => registerServiceWorker())
    .catch((error: unknown) => console.debug('The service worker was not registered.', error))
}
