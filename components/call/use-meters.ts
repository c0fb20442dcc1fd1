'use client'

import { useEffect, useState } from 'react'

import type { Meter } from '@/lib/client/rtc/devices/meter'
import type { OwnDevices } from '@/lib/client/rtc/devices/own-devices'

/** Measures a track for as long as it is shown. */
export function useMeter(
  own: OwnDevices | undefined,
  track: MediaStreamTrack | undefined,
): Meter | undefined {
  const [meter, setMeter] = useState<Meter>()
  useEffect(() => {
    if (!own || !track) return
    const made = own.meterOf(track)
    setMeter(made)
    return () => {
      setMeter(undefined)
      made.close()
    }
  }, [own, track])
  return meter
}
