/** Whether this page can show notifications. `insecure`: not over plain http. `ask`: the person has not been asked yet. */
export type NotificationAccess = 'granted' | 'ask' | 'blocked' | 'insecure' | 'unsupported'

const TAG = 'omegoo.call'

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

interface Shown {
  readonly title: string
  readonly body: string
  readonly lang: string
  /** Something else sounds. */
  readonly silent: boolean
}

let alone: Notification | undefined

/** Shows the one notification that calls back, replacing an earlier one. Nothing happens where it is not allowed. */
export async function showCall({ title, ...words }: Shown): Promise<void> {
  if (notificationAccess() !== 'granted') return
  const options = { ...words, tag: TAG, icon: '/icons/any-192.png', badge: '/icons/monochrome-512.png' }
  try {
    const registration = await activeRegistration()
    if (registration) return await registration.showNotification(title, options)
    alone = new Notification(title, options)
    alone.addEventListener('click', () => window.focus())
  } catch (error) {
    console.debug('The notification could not be shown.', error)
  }
}

/** Takes it away again, also one that an earlier page left. */
export async function closeCall(): Promise<void> {
  alone?.close()
  alone = undefined
  const shown = await (await activeRegistration())?.getNotifications({ tag: TAG })
  shown?.forEach((notification) => notification.close())
}

async function activeRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  const registration = await navigator.serviceWorker.getRegistration()
  return registration?.active ? registration : undefined
}
