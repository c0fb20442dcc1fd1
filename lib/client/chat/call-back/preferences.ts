import { createStore } from 'zustand/vanilla'
import { browserStores } from '@/lib/client/browser/key-value-store'

interface Preferences {
  readonly sound: boolean
  /** Wished for here; whether the browser lets the page do it is another matter. */
  readonly notify: boolean
}

const SOUND = 'omegoo.call.sound'
const NOTIFY = 'omegoo.call.notify'

/** How one wants to be called back, kept in this browser: a soft sound unless it is switched off, a notification once it is asked for. */
export const callPreferences = createStore<Preferences>(() => {
  const { local } = browserStores()
  return { sound: local.read(SOUND) !== 'off', notify: local.read(NOTIFY) === 'on' }
})

export function preferSound(sound: boolean): void {
  browserStores().local.write(SOUND, sound ? null : 'off')
  callPreferences.setState({ sound })
}

export function preferNotification(notify: boolean): void {
  browserStores().local.write(NOTIFY, notify ? 'on' : null)
  callPreferences.setState({ notify })
}
