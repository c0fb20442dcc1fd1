'use client'

import { useSyncExternalStore } from 'react'

import { saysOnline } from './network-hint'

/** What the device reports of its network, for words alone. */
export function useSaysOnline(): boolean {
  return useSyncExternalStore(follow, saysOnline, () => true)
}

function follow(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
