import { createSoon } from '@/lib/client/soon'
import type { Millis } from '@/lib/domain/ids'
import { lastSeq, withStatus } from './message-window'
import type { ThreadContext } from './thread-state'
import type { Listed, Message, TelehealthReceived } from './wire'

/** Receipts of several people within this are one question. */
const ASKED_AFTER_MS: Millis = 2_000
/** Of the newest messages that are held; the statuses of those before follow from them. */
const ASKED_ABOUT = 50

/**
 * How far one's own messages came. A receipt is of one person: with two people that is everybody; with more of them only the
 * server knows how far all are, because some do not show it, and so it is asked.
 */
export function createThreadReceipts(
  { account, socket, clock, roomId, data, set, isOpen }: ThreadContext,
  kind: Listed['kind'],
) {
  const ask = createSoon(() => void refresh(), ASKED_AFTER_MS, clock)

  const mayStillMove = ({ senderId, status }: Message) => senderId === account && status !== 'read'

  async function refresh(): Promise<void> {
    const { window, phase } = data()
    if (phase !== 'ready' || !window.messages.some(mayStillMove)) return
    const answer = await socket.request('message:history', {
      roomId,
      before: lastSeq(window) + 1,
      limit: ASKED_ABOUT,
    })
    if (!isOpen() || !answer?.success) return
    const upTo = (among: readonly Message['status'][]) =>
      Math.max(0, ...answer.messages.filter(({ status }) => among.includes(status)).map(({ seq }) => seq))
    const delivered = withStatus(data().window, account, upTo(['delivered', 'read']), 'delivered')
    set({ window: withStatus(delivered, account, upTo(['read']), 'read') })
  }

  return {
    received({ messageId, status }: TelehealthReceived['message:status']): void {
      const { window } = data()
      const about = window.messages.find(({ id }) => id === messageId)
      if (!about) return
      if (kind === 'direct') set({ window: withStatus(window, account, about.seq, status) })
      else if (window.messages.some((one) => one.seq <= about.seq && mayStillMove(one))) ask.call()
    },
    /** Receipts that came without a connection are not sent again. */
    online: () => {
      if (data().phase === 'ready') ask.call()
    },
    stop: ask.stop,
  }
}
