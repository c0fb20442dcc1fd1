'use client'

import { useRouter } from 'next/navigation'

import { useAppParts, useChatActions } from '@/components/chat/chat-provider'
import { GreenRoom } from '@/components/green-room/green-room'
import type { GreenRoomReady, RoomKind } from '@/lib/client/green-room/green-room-state'

/** Before a session with sound: the green room, whose devices go on with the session. */
export function MediaStart({ kind }: { kind: RoomKind }) {
  const { media } = useAppParts()
  const { next } = useChatActions()
  const router = useRouter()
  const begin = async ({ own }: GreenRoomReady) => {
    try {
      const session = await media.load()
      session.actions.enter(own)
      next()
    } catch (error) {
      console.debug('Sound cannot be loaded.', error)
      own.stop()
      router.refresh()
    }
  }
  return <GreenRoom kind={kind} onReady={(ready) => void begin(ready)} />
}
