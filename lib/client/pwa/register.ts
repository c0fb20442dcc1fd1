import { Workbox } from 'workbox-window'

import { browserClock } from '@/lib/client/clock'
import { offerUpdate } from '@/lib/client/pwa/app-update'

/** A page that stays open asks for a newer version when it is looked at again, this often at most. */
const ASK_AGAIN_MS = 15 * 60 * 1_000

/**
 * Registers the service worker. A newer one waits until a person asks for it, here or in another tab; the page
 * that asked loads again, and the others offer to.
 */
export async function registerServiceWorker(): Promise<void> {
  const workbox = new Workbox('/sw.js')
  let isAsked = false
  const reload = () => location.reload()
  const takeOver = () => {
    isAsked = true
    workbox.messageSkipWaiting()
    // Without a worker in charge of this page none can change, and nothing would follow.
    if (!navigator.serviceWorker.controller) reload()
  }
  workbox.addEventListener('waiting', () => offerUpdate(takeOver))
  workbox.addEventListener('controlling', ({ isUpdate }) => {
    if (isAsked) reload()
    else if (isUpdate) offerUpdate(reload)
  })
  if (await workbox.register()) askAgain(workbox)
}

function askAgain(workbox: Workbox): void {
  let askedAt = browserClock.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || browserClock.now() - askedAt < ASK_AGAIN_MS) return
    askedAt = browserClock.now()
    workbox.update().catch(() => {
      askedAt = 0 // No answer: the next look asks again.
    })
  })
}
