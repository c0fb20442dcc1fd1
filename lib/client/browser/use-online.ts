'use client'

import { useSyncExternalStore } from 'react'

import { saysOnline } from '@/lib/client/realtime/network-hint'

/** Whether the device reports a network: for words alone. */
export function useOnline(): boolean {
  return useSyncExternalStore(follow, saysOnline, () => true)
}

function follow(onChange: () => void): () => void {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}
