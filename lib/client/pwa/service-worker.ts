import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

import { OFFLINE_PATH } from '@/lib/client/pwa/offline-path'
import { DEFAULT_LOCALE, LOCALE_COOKIE, toLocale } from '@/lib/i18n/locales'

/** What this file uses of a worker's world; the project's types are a page's. */
interface WorkerScope {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[]
  readonly registration: { readonly navigationPreload?: { enable: () => Promise<void> } }
  readonly navigator: { readonly languages: readonly string[] }
  readonly cookieStore?: { get: (name: string) => Promise<{ value: string } | null> }
  readonly clients: {
    readonly matchAll: (options: object) => Promise<readonly WindowOfOurs[]>
    readonly openWindow: (url: string) => Promise<unknown>
  }
  readonly skipWaiting: () => Promise<void>
  readonly addEventListener: (type: string, listener: (event: WorkerEvent) => void) => void
}

interface WindowOfOurs {
  readonly url: string
  readonly focus: () => Promise<unknown>
}

interface WorkerEvent {
  readonly notification?: { readonly close: () => void }
  readonly data?: { readonly type?: string }
  readonly preloadResponse?: Promise<Response | undefined>
  readonly waitUntil: (work: Promise<unknown>) => void
}

declare const self: WorkerScope

const CHAT_PATH = '/chat'

/**
 * Keeps the app's own files for a bad line, and answers for a page that cannot be had. Only what the build
 * made is ever kept: no page, no answer of `/api`, nothing of a socket.
 */
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

registerRoute(
  new NavigationRoute(
    async ({ event, request }) => {
      try {
        return (await (event as unknown as WorkerEvent).preloadResponse) ?? (await fetch(request))
      } catch {
        return offlinePage() // No network is what this route is for.
      }
    },
    { denylist: [/^\/api\//, /^\/socket\.io\//] },
  ),
)

async function offlinePage(): Promise<Response> {
  const chosen = (await self.cookieStore?.get(LOCALE_COOKIE))?.value
  const locale = toLocale(chosen, ...self.navigator.languages)
  const page = (await kept(locale)) ?? (await kept(DEFAULT_LOCALE))
  return page ?? Response.error()
}

const kept = (locale: string) => matchPrecache(`${OFFLINE_PATH}?locale=${locale}`)

self.addEventListener('activate', (event) => {
  const { navigationPreload } = self.registration
  if (navigationPreload) event.waitUntil(navigationPreload.enable())
})

/** The person asked for the new version; until then it waits. */
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
})

/** A notification leads back to the chat that it came from. */
self.addEventListener('notificationclick', (event) => {
  event.notification?.close()
  event.waitUntil(returnToChat())
})

async function returnToChat(): Promise<unknown> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const chat = windows.find(({ url }) => new URL(url).pathname === CHAT_PATH)
  return chat ? chat.focus() : self.clients.openWindow(CHAT_PATH)
}
