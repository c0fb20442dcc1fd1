import { createStore } from 'zustand/vanilla'
import { browserStores } from '@/lib/client/browser/key-value-store'

const KEY = 'omegoo.frame-check'

/** Whether received pictures are checked on this device: they are, unless it was switched off here. */
export const frameCheckPreference = createStore<{ readonly isWished: boolean }>(() => ({
  isWished: browserStores().local.read(KEY) !== 'off',
}))

export function preferFrameCheck(isWished: boolean): void {
  browserStores().local.write(KEY, isWished ? null : 'off')
  frameCheckPreference.setState({ isWished })
}
