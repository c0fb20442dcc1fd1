import {
  askForNotifications,
  closeNotification,
  type NotificationAccess,
  notificationAccess,
  postNotification,
} from '@/lib/client/browser/notifications'
import { isOngoingMessage, type OngoingAction, type OngoingData } from '@/lib/client/pwa/ongoing-message'

const TAG = 'omegoo.ongoing'

/** In the reader's language. */
export interface OngoingWords {
  readonly title: string
  readonly body: string
  readonly lang: string
  /** On the two buttons; `mute` names what the tap will do. */
  readonly mute: string
  readonly leave: string
}

interface Deps {
  readonly notifications: {
    readonly access: () => NotificationAccess
    readonly ask: () => Promise<NotificationAccess>
    readonly post: typeof postNotification
    readonly close: (tag: string) => Promise<void>
  }
  /** Where the service worker's messages arrive; undefined where there is none. */
  readonly messages: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> | undefined
  readonly session: Pick<OngoingData, 'sessionId' | 'path'>
  readonly onAction: (action: OngoingAction) => void
}

/**
 * The notification that stays while a voice or video session goes on, so that a phone shows it on its locked screen and
 * beside other apps: it leads back, mutes and leaves. Nothing is asked and nothing is shown before `ask` was called from a
 * tap, now or earlier.
 */
export function createCallNotification({ notifications, messages, session, onAction }: Deps) {
  let hasEnded = false
  const handleMessage = (event: Event) => {
    const { data } = event as MessageEvent<unknown>
    if (isOngoingMessage(data) && data.sessionId === session.sessionId) onAction(data.action)
  }
  messages?.addEventListener('message', handleMessage)

  const show = async ({ title, body, lang, mute, leave }: OngoingWords): Promise<void> => {
    if (hasEnded || notifications.access() !== 'granted') return
    const data: OngoingData = { kind: 'ongoing-session', ...session }
    const actions = [
      { action: 'mute', title: mute },
      { action: 'leave', title: leave },
    ] satisfies { action: OngoingAction; title: string }[]
    const words = { title, body, lang, tag: TAG, silent: true, requireInteraction: true }
    await notifications.post({ ...words, actions, data })
    if (hasEnded) await notifications.close(TAG) // The session ended while it was being shown.
  }
  return {
    access: notifications.access,
    /** Asks for permission if that is open, and shows it; call it from a tap. */
    async ask(words: OngoingWords): Promise<NotificationAccess> {
      const access = await notifications.ask()
      await show(words)
      return access
    },
    /** Shows it, or replaces what it says, where it is allowed. */
    show,
    async end(): Promise<void> {
      if (hasEnded) return
      hasEnded = true
      messages?.removeEventListener('message', handleMessage)
      await notifications.close(TAG)
    },
  }
}

/** The same, with this browser's notifications and service worker. */
export function browserCallNotification(deps: Pick<Deps, 'session' | 'onAction'>) {
  const { serviceWorker } = navigator as Partial<Navigator>
  const notifications = {
    access: notificationAccess,
    ask: askForNotifications,
    post: postNotification,
    close: closeNotification,
  }
  return createCallNotification({ ...deps, notifications, messages: serviceWorker })
}
