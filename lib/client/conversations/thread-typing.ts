import type { Millis } from '@/lib/domain/ids'
import type { ThreadContext } from './thread-state'

const REPEAT_MS: Millis = 2_000
const IDLE_MS: Millis = 1_500
/** The server clears after 3 s; this is for the event that never comes. */
const FORGET_MS: Millis = 4_000

/** Who types: oneself towards the others, and they towards the screen. */
export function createThreadTyping({ socket, clock, roomId, data, set }: ThreadContext) {
  let announcedAt: Millis | undefined
  let dropIdle = () => {}
  const forgetting = new Map<string, () => void>()

  function rest(): void {
    dropIdle()
    if (announcedAt === undefined) return
    announcedAt = undefined
    socket.emit('typing:stop', { roomId })
  }
  function stopped(user: string): void {
    forgetting.get(user)?.()
    if (forgetting.delete(user)) set({ typing: data().typing.filter((one) => one !== user) })
  }

  return {
    keystroke(isEmpty: boolean): void {
      if (isEmpty) return rest()
      const now = clock.now()
      if (announcedAt === undefined || now - announcedAt >= REPEAT_MS) {
        announcedAt = now
        socket.emit('typing:start', { roomId })
      }
      dropIdle()
      dropIdle = clock.later(IDLE_MS, rest)
    },
    rest,
    /** Sent, or dropped: the server knows it from the message. */
    sent(): void {
      dropIdle()
      announcedAt = undefined
    },
    started(user: string): void {
      const isNew = !forgetting.has(user)
      forgetting.get(user)?.()
      forgetting.set(
        user,
        clock.later(FORGET_MS, () => stopped(user)),
      )
      if (isNew) set({ typing: [...data().typing, user] })
    },
    stopped,
    stop(): void {
      rest()
      for (const drop of forgetting.values()) drop()
      forgetting.clear()
    },
  }
}
