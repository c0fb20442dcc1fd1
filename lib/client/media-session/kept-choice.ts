import type { MediaData } from './media-state'
import type { KeyValueStore } from '@/lib/client/browser/key-value-store'

type Choice = Pick<MediaData, 'isMuted' | 'isCameraOff'>

const KEYS = { isMuted: 'omegoo.muted', isCameraOff: 'omegoo.camera-off' } as const
const YES = '1'

/** What one muted or turned off, for as long as this tab has a session: nobody is heard again because a page was loaded again. */
export function createKeptChoice(store: KeyValueStore) {
  return {
    read: (): Choice => ({
      isMuted: store.read(KEYS.isMuted) === YES,
      isCameraOff: store.read(KEYS.isCameraOff) === YES,
    }),
    keep({ isMuted, isCameraOff }: Choice): void {
      store.write(KEYS.isMuted, isMuted ? YES : null)
      store.write(KEYS.isCameraOff, isCameraOff ? YES : null)
    },
  }
}
