'use client'

import { useEffect, useRef, useState } from 'react'

import type { GreenRoomReady, RoomKind } from './green-room-state'
import { createGreenRoom, type GreenRoomStore } from './green-room-store'
import { countPermission } from './permission-count'
import { browserSoundTools } from './sound-tools'
import { browserStores } from '@/lib/client/browser/key-value-store'
import { browserClock } from '@/lib/client/clock'
import { createOwnDevices } from '@/lib/client/rtc/devices/own-devices'

/** The room of this page, from when it is shown until it is left; undefined on the server, which has no devices. */
export function useGreenRoom(
  kind: RoomKind,
  onReady: (ready: GreenRoomReady) => void,
): GreenRoomStore | undefined {
  const [room, setRoom] = useState<GreenRoomStore>()
  const latest = useRef(onReady)
  useEffect(() => {
    latest.current = onReady
  })
  useEffect(() => {
    const opened = createGreenRoom({
      kind,
      own: createOwnDevices(),
      tools: browserSoundTools(),
      clock: browserClock,
      storage: browserStores().local,
      count: countPermission,
      onReady: (ready) => latest.current(ready),
    })
    setRoom(opened)
    void opened.actions.enter()
    return opened.actions.leave
  }, [kind])
  return room
}
