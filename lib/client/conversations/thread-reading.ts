import type { Millis } from '@/lib/domain/ids'
import type { Attention } from './attention'
import type { ThreadContext } from './thread-state'

/** What is scrolled past within this is one receipt. */
const TOGETHER_MS: Millis = 250

/**
 * Moves one's read cursor: to the newest message that was in view while the page was visible and had the focus.
 *
 * @param onRead - how far one has read now, for the list
 */
export function createThreadReading(
  { socket, clock, roomId, data, set }: ThreadContext,
  attention: Attention,
  onRead: (seq: number) => void,
) {
  /** Of the newest message in view, looked at or not. */
  let inView = 0
  let confirmed = data().readSeq
  let drop: (() => void) | undefined

  async function tell(): Promise<void> {
    drop = undefined
    const { readSeq, window } = data()
    const last = window.messages.findLast(({ seq }) => seq <= readSeq)
    if (!last || readSeq <= confirmed) return
    const answer = await socket.request('message:read', { roomId, messageId: last.id })
    if (answer?.success) confirmed = Math.max(confirmed, readSeq)
  }
  function consider(): void {
    if (!attention.isHad() || inView <= data().readSeq) return
    set({ readSeq: inView })
    onRead(inView)
    drop ??= clock.later(TOGETHER_MS, () => void tell())
  }
  const unfollow = attention.subscribe(consider)

  return {
    /** The newest message that is in view. */
    seen(seq: number): void {
      inView = Math.max(inView, seq)
      consider()
    },
    /** What could not be told before. */
    again: () => void tell(),
    stop(): void {
      unfollow()
      drop?.()
      if (drop) void tell()
    },
  }
}
