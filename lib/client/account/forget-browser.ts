import { forgetDevice } from './identity'
import { browserUnsentStore } from '@/lib/client/chat/unsent-store'

const OURS = 'omegoo.'

/**
 * Removes what this browser keeps of the account that was signed in here: the secret that signs it in by itself, what was typed
 * and not sent, interests. Colours and language stay: they are the browser's.
 */
export async function forgetBrowser(): Promise<void> {
  forgetDevice()
  for (const open of [() => localStorage, () => sessionStorage]) empty(open)
  const unsentStore = browserUnsentStore()
  unsentStore.forget()
  // Its steps run one after the other: when it answers, it has forgotten.
  await unsentStore.recall()
}

function empty(open: () => Storage): void {
  try {
    const storage = open()
    for (const key of Object.keys(storage)) if (key.startsWith(OURS)) storage.removeItem(key)
  } catch (error) {
    console.debug('This browser forbids storage, so nothing is kept in it.', error)
  }
}
