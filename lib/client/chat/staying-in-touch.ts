import type { ChatContext } from './chat-context'
import { sessionOf } from './send-message'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import type { Touch } from './touch'

export interface TouchActions {
  /** Wants to stay in touch, in the session or right after it. */
  readonly stayInTouch: () => void
}

const current = ({ data }: ChatContext) => {
  const { chat } = data()
  return chat.phase === 'chatting' || chat.phase === 'ended' ? chat : undefined
}

/** Of the session that is shown, if it is still that one. */
function note(context: ChatContext, roomId: string, touch: Touch): void {
  const now = current(context)
  if (now?.roomId === roomId && now.touch?.kind !== 'found') context.show({ ...now, touch })
}

async function ask(context: ChatContext, roomId: string): Promise<void> {
  const answer = await context.socket.request('stay-in-touch', { sessionId: sessionOf(roomId) })
  // Without a connection it is asked for once there is one again.
  if (!answer?.success && context.socket.isOnline()) note(context, roomId, { kind: 'failed' })
}

export function createTouchActions(context: ChatContext): TouchActions {
  return {
    stayInTouch() {
      const now = current(context)
      if (!now || now.touch?.kind === 'wanted' || now.touch?.kind === 'found') return
      note(context, now.roomId, { kind: 'wanted' })
      void ask(context, now.roomId)
    },
  }
}

/** Both want it. What was published while the connection was lost is asked for again. */
export function followTouch(socket: OmegooSocket, context: ChatContext): void {
  socket.on('stayed-in-touch', ({ sessionId, conversationId }) => {
    const now = current(context)
    if (now && sessionOf(now.roomId) === sessionId)
      note(context, now.roomId, { kind: 'found', conversationId })
  })
  socket.onOnlineChange((isOnline) => {
    const now = current(context)
    if (isOnline && now?.touch?.kind === 'wanted') void ask(context, now.roomId)
  })
}
