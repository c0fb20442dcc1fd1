import type { ChatContext } from './chat-context'
import type { Millis } from '@/lib/domain/ids'

const REPEAT_MS = 2_000
const IDLE_MS = 1_000
/** The server clears after 3 s; this is for the event that never comes. */
const FORGET_MS = 4_000

/** Who types: oneself towards the partner, and the partner towards the screen. */
export interface Typing {
  /** One's own keystroke. */
  readonly keystroke: (isEmpty: boolean) => void
  /** One's own text was sent or dropped. */
  readonly rest: () => void
  readonly partnerTypes: () => void
  readonly partnerRests: () => void
}

export function createTyping({ socket, clock, chatting, patch }: ChatContext): Typing {
  let announcedAt: Millis | undefined
  let dropIdle = () => {}
  let dropForget = () => {}

  const rest = () => {
    dropIdle()
    if (announcedAt === undefined) return
    announcedAt = undefined
    if (chatting()) socket.emit('text_typing_stop', {})
  }

  const partnerRests = () => {
    dropForget()
    if (chatting()?.partner.kind === 'typing') patch({ partner: { kind: 'here' } })
  }

  return {
    keystroke(isEmpty) {
      if (isEmpty) return rest()
      if (!chatting()) return
      const now = clock.now()
      if (announcedAt === undefined || now - announcedAt >= REPEAT_MS) {
        announcedAt = now
        socket.emit('text_typing_start', {})
      }
      dropIdle()
      dropIdle = clock.later(IDLE_MS, rest)
    },
    rest,
    partnerTypes() {
      dropForget()
      dropForget = clock.later(FORGET_MS, partnerRests)
      if (chatting()?.partner.kind !== 'typing') patch({ partner: { kind: 'typing' } })
    },
    partnerRests,
  }
}
