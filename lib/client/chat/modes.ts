import type { ChatContext } from './chat-context'
import { sessionOf } from './send-message'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import { MODE_REQUEST_MS } from '@/lib/domain/media/media'
import type { ChatType } from '@/lib/domain/sessions'

const SECOND_MS = 1_000
/** A refusal is shown this long. */
const DECLINED_MS = 8_000

/** One session, any kind: more when both want it, less at once. */
export interface ModeActions {
  /** Asks the partner for another kind of session; a smaller one needs no answer. */
  readonly requestMode: (chatType: ChatType) => void
  /** Takes back what one asked. */
  readonly withdrawMode: () => void
  readonly answerMode: (accepts: boolean) => void
  /** Wants to be seen clearly, or no longer. */
  readonly reveal: (isShown: boolean) => void
}

export function createModeActions(context: ChatContext): ModeActions {
  const { socket, clock } = context
  const sessionId = () => {
    const now = context.chatting()
    return now && sessionOf(now.roomId)
  }
  return {
    requestMode(chatType) {
      const session = sessionId()
      if (session === undefined) return
      const until = clock.now() + MODE_REQUEST_MS
      context.patch({ modeWish: { kind: 'asked', chatType, until } })
      void socket.request('session-mode-request', { sessionId: session, chatType }).then((answer) => {
        const isOpen = context.chatting()?.modeWish?.kind === 'asked'
        if (!answer?.success && isOpen) context.patch({ modeWish: undefined })
      })
    },
    withdrawMode() {
      const now = context.chatting()
      if (now?.modeWish?.kind !== 'asked') return
      context.patch({ modeWish: undefined })
      // The kind that it is: nothing else is wanted any more.
      void socket.request('session-mode-request', {
        sessionId: sessionOf(now.roomId),
        chatType: now.chatType,
      })
    },
    answerMode(accepts) {
      const session = sessionId()
      if (session === undefined) return
      context.patch({ modeWish: undefined })
      void socket.request('session-mode-answer', { sessionId: session, accept: accepts })
    },
    reveal(shown) {
      const session = sessionId()
      if (session !== undefined) socket.emit('session-reveal', { sessionId: session, shown })
    },
  }
}

/** What becomes of the wishes of either side. */
export function followModes(socket: OmegooSocket, context: ChatContext): void {
  const { clock } = context
  const isOf = (session: string) => sessionOf(context.chatting()?.roomId ?? '') === session

  socket.on('session-mode-requested', ({ sessionId, chatType, secondsLeft }) => {
    if (!isOf(sessionId)) return
    const wanted = { kind: 'wanted', chatType, until: clock.now() + secondsLeft * SECOND_MS } as const
    context.patch({ modeWish: wanted })
    clock.later(secondsLeft * SECOND_MS, () => {
      if (context.chatting()?.modeWish === wanted) context.patch({ modeWish: undefined })
    })
  })
  socket.on('session-mode-declined', ({ sessionId, chatType, reason }) => {
    if (!isOf(sessionId)) return
    if (reason === 'withdrawn') {
      if (context.chatting()?.modeWish?.kind === 'wanted') context.patch({ modeWish: undefined })
      return
    }
    const declined = { kind: 'declined', chatType, reason } as const
    context.patch({ modeWish: declined })
    clock.later(DECLINED_MS, () => {
      if (context.chatting()?.modeWish === declined) context.patch({ modeWish: undefined })
    })
  })
  socket.on('session-mode-changed', ({ sessionId, chatType, isInitiator, maxBitrate }) => {
    if (!isOf(sessionId)) return
    context.patch({ chatType, isInitiator, maxBitrate, isRevealed: false, modeWish: undefined })
  })
}
