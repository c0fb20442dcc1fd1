import type { AppHolder } from '@/lib/client/app/app-holder'
import type { Gift } from '@/lib/domain/payments/goods'

/** A gift that somebody gave in a session. */
export interface GivenGift {
  readonly sessionId: string
  readonly gift: Gift
  readonly mine: boolean
}

/** Calls back with each gift of the account's sessions. @returns what ends that */
export function followGifts(app: AppHolder, onGift: (given: GivenGift) => void): () => void {
  const heard = new WeakSet<object>()
  let isOver = false
  const listen = () => {
    const parts = app.current()
    if (!parts || heard.has(parts.socket)) return
    // A socket has listeners for its life, and each new login a socket of its own.
    heard.add(parts.socket)
    parts.socket.omegoo.on('gift-received', ({ sessionId, gift, senderId }) => {
      if (!isOver) onGift({ sessionId, gift, mine: senderId === parts.account })
    })
  }
  listen()
  const end = app.subscribe(listen)
  return () => {
    isOver = true
    end()
  }
}
