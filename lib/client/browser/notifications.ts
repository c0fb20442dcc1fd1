/** Whether this page can show notifications. `insecure`: not over plain http. `ask`: the person has not been asked yet. */
export type NotificationAccess = 'granted' | 'ask' | 'blocked' | 'insecure' | 'unsupported'

export function notificationAccess(): NotificationAccess {
  if (!window.isSecureContext) return 'insecure'
  if (!('Notification' in window)) return 'unsupported'
  const { permission } = Notification
  if (permission === 'granted') return 'granted'
  return permission === 'denied' ? 'blocked' : 'ask'
}

/** Asks the person, in the browser's own words; call it from a tap. */
export async function askForNotifications(): Promise<NotificationAccess> {
  if (notificationAccess() === 'ask') await Notification.requestPermission()
  return notificationAccess()
}

/** A notification; a later one with the same `tag` replaces it. */
export interface Posted {
  readonly tag: string
  readonly title: string
  readonly body: string
  readonly lang: string
  /** Something else sounds. */
  readonly silent: boolean
  /** Stays until it is closed. */
  readonly requireInteraction?: boolean
  /** Buttons, which only a service worker can show: it receives the `action` of the one that is tapped. */
  readonly actions?: readonly { readonly action: string; readonly title: string }[]
  /** For the service worker; anything that can be cloned. */
  readonly data?: unknown
}

/** `plain`: by the page alone, without buttons. */
type Outcome = 'posted' | 'plain' | 'refused'

const ICONS = { icon: '/icons/any-192.png', badge: '/icons/monochrome-512.png' }
const plainOnes = new Map<string, Notification>()

/** Shows a notification, by the service worker where there is one. Nothing happens where it is not allowed. */
export async function postNotification({ title, ...words }: Posted): Promise<Outcome> {
  if (notificationAccess() !== 'granted') return 'refused'
  const options = { ...words, ...ICONS }
  try {
    const registration = await activeRegistration()
    if (registration) {
      await registration.showNotification(title, options)
      return 'posted'
    }
    const { actions: _, ...plain } = options
    const alone = new Notification(title, plain)
    alone.addEventListener('click', () => window.focus())
    plainOnes.set(words.tag, alone)
    return 'plain'
  } catch (error) {
    console.debug('The notification could not be shown.', error)
    return 'refused'
  }
}

/** Closes the one with this tag, also one that an earlier page left. */
export async function closeNotification(tag: string): Promise<void> {
  plainOnes.get(tag)?.close()
  plainOnes.delete(tag)
  const shown = await (await activeRegistration())?.getNotifications({ tag })
  shown?.forEach((notification) => notification.close())
}

async function activeRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  const registration = await navigator.serviceWorker.getRegistration()
  return registration?.active ? registration : undefined
}
