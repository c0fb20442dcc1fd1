import type { Clock } from '@/lib/client/clock'
import type { Outbox } from './outbox'
import { createPump } from './pump'
import type { Message, TelehealthSocket } from './wire'

interface Deps {
  readonly socket: Pick<TelehealthSocket, 'request' | 'isOnline'>
  readonly clock: Pick<Clock, 'later'>
  readonly outbox: Outbox
  /** Whether the conversation's thread is open, which sends for itself. */
  readonly isAttended: (roomId: string) => boolean
  readonly onKept: (message: Message) => void
}

/** Sends what waits for conversations that are not on the screen: written before the browser was closed, or another page opened. */
export function createUnattendedSending({ socket, clock, outbox, isAttended, onKept }: Deps) {
  const pumps = new Map<string, ReturnType<typeof createPump>>()

  function pumpOf(conversation: { readonly conversationId: string; readonly roomId: string }) {
    const { conversationId, roomId } = conversation
    const made =
      pumps.get(conversationId) ??
      createPump({
        socket,
        clock,
        roomId,
        isOpen: () => !isAttended(roomId),
        pending: () => outbox.of(conversationId),
        update: (how) => void outbox.change(conversation, how),
        onKept,
      })
    pumps.set(conversationId, made)
    return made
  }
  return {
    pump(): void {
      for (const one of outbox.waiting()) pumpOf(one).pump()
    },
  }
}
