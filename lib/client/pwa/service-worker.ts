import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

import { OFFLINE_PATH } from '@/lib/client/pwa/offline-path'
import {
  isOngoingData,
  type OngoingAction,
  type OngoingData,
  type OngoingMessage,
} from '@/lib/client/pwa/ongoing-message'
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
  readonly postMessage: (message: OngoingMessage) => void
}

interface ShownNotification {
  readonly data: unknown
  readonly close: () => void
}

interface WorkerEvent {
  readonly notification?: ShownNotification
  /** Of the button that was tapped; empty for the notification itself. */
  readonly action?: string
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
    // The reference is the one page under /api.
    { denylist: [/^\/api\/(?!docs(?:\/|$))/, /^\/socket\.io\//] },
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

/** A notification leads back to where it came from. One for an ongoing session has buttons, and stays as long as that. */
self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event
  if (!notification) return
  const { data } = notification
  if (isOngoingData(data)) return event.waitUntil(returnToSession(notification, data, action))
  notification.close()
  event.waitUntil(returnTo(CHAT_PATH))
})

async function returnToSession(
  notification: ShownNotification,
  { sessionId, path }: OngoingData,
  action: string | undefined,
): Promise<unknown> {
  const pages = await windowsAt(path)
  if (pages.length === 0) notification.close() // The page has gone, and the session's media with it.
  if (!isOngoingAction(action)) return returnTo(path)
  for (const page of pages) page.postMessage({ type: 'ONGOING_ACTION', sessionId, action })
}

const isOngoingAction = (action: string | undefined): action is OngoingAction =>
  action === 'mute' || action === 'leave'

async function windowsAt(path: string): Promise<readonly WindowOfOurs[]> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return windows.filter(({ url }) => new URL(url).pathname === path)
}

async function returnTo(path: string): Promise<unknown> {
  const [page] = await windowsAt(path)
  return page ? page.focus() : self.clients.openWindow(path)
}
