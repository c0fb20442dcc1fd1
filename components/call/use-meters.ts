'use client'

import { useCallback, useRef, useSyncExternalStore } from 'react'

import type { Meter } from '@/lib/client/rtc/devices/meter'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'

/** Measures a track for as long as it is shown. */
export function useMeter(
  own: OwnDevices | undefined,
  track: MediaStreamTrack | undefined,
): Meter | undefined {
  const meter = useRef<Meter>(undefined)
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!own || !track) return () => {}
      const made = own.meterOf(track)
      meter.current = made
      changed()
      return () => {
        meter.current = undefined
        made.close()
      }
    },
    [own, track],
  )
  return useSyncExternalStore(
    subscribe,
    () => meter.current,
    () => undefined,
  )
}
