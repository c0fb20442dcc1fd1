import { useSyncExternalStore } from 'react'

import { appUpdate } from '@/lib/client/pwa/app-update'

/** What loads the newer version of the app, or undefined while there is none. */
export function useAppUpdate(): (() => void) | undefined {
  return useSyncExternalStore(appUpdate.subscribe, appUpdate.current, appUpdate.onServer)
}
