import { waitAfterMs } from '@/lib/client/wait-after'
import { MAX_CONVERSATION_TEXT } from '@/lib/domain/conversations/message'
import type { Millis } from '@/lib/domain/ids'
import { LIMITS } from '@/lib/domain/limits'
import { hasVisible } from '@/lib/domain/visible-text'
import type { Pending, SendFailure } from './pending'
import type { ThreadContext } from './thread-state'
import type { Message } from './wire'

/** Rate limit exceeded; authentication required; against the rules. */
const [TOO_FAST, NO_LOGIN, AGAINST_RULES] = [1003, 2003, 5001]
const RETRY_MS: Millis = 1_000

type Outcome =
  | { readonly kind: 'kept'; readonly message: Message }
  | { readonly kind: 'failed'; readonly failure: SendFailure }
  | { readonly kind: 'held'; readonly ms: Millis }
  | { readonly kind: 'waiting' }

/** Sends one's own messages, one after the other in the order in which they were written. */
export function createThreadSending(context: ThreadContext, onKept: (message: Message) => void) {
  const { socket, clock, ids, persistence, data, set, isOpen, roomId } = context
  let isPumping = false
  let dropRetry = () => {}

  const update = (change: (pending: readonly Pending[]) => readonly Pending[]) => {
    const pending = change(data().pending)
    persistence.keepPending(pending)
    set({ pending })
  }
  const forget = (id: string) => update((all) => all.filter(({ clientMessageId }) => clientMessageId !== id))

  async function post({ clientMessageId, text, replyTo, files }: Pending): Promise<Outcome> {
    const answer = await socket.request('message:send', {
      roomId,
      message: text,
      clientMessageId,
      replyToId: replyTo,
      ...(files.length > 0 && { attachments: files.map(({ fileId }) => fileId) }),
    })
    if (!answer) return socket.isOnline() ? { kind: 'failed', failure: 'not-answered' } : { kind: 'waiting' }
    if (answer.success) return { kind: 'kept', message: answer.message }
    if (answer.code === TOO_FAST)
      return {
        kind: 'held',
        ms: waitAfterMs(answer.retryAfter, LIMITS.conversationMessages.windowMs, RETRY_MS),
      }
    if (answer.code === NO_LOGIN) return { kind: 'waiting' }
    return { kind: 'failed', failure: answer.code === AGAINST_RULES ? 'not-allowed' : 'refused' }
  }

  /** @returns whether the next one may go */
  function settle({ clientMessageId }: Pending, outcome: Outcome): boolean {
    if (outcome.kind === 'kept') {
      onKept(outcome.message)
      forget(clientMessageId)
      return true
    }
    if (outcome.kind === 'held') {
      dropRetry()
      dropRetry = clock.later(outcome.ms, pump)
      return false
    }
    if (outcome.kind === 'waiting') return false
    const { failure } = outcome
    update((all) => all.map((one) => (one.clientMessageId === clientMessageId ? { ...one, failure } : one)))
    return true
  }

  async function drain(): Promise<void> {
    isPumping = true
    let mayGoOn = true
    while (mayGoOn && isOpen() && socket.isOnline()) {
      const next = data().pending.find(({ failure }) => failure === undefined)
      if (!next) break
      // In turn: a message that was written later must not be numbered before.
      // oxlint-disable-next-line no-await-in-loop
      mayGoOn = settle(next, await post(next))
    }
    isPumping = false
  }
  function pump(): void {
    if (!isPumping && isOpen()) void drain()
  }

  return {
    pump,
    /** @returns false where there is nothing to send, or too much */
    send(): boolean {
      const { draft, replyTo } = data()
      const text = draft.trim()
      const files = data().files.flatMap(({ fileId, name }) => (fileId === undefined ? [] : { fileId, name }))
      const isComplete = files.length === data().files.length
      if (!isComplete || text.length > MAX_CONVERSATION_TEXT) return false
      if (!hasVisible(text) && files.length === 0) return false
      persistence.keepDraft('')
      set({ draft: '', replyTo: undefined, files: [] })
      const written = { clientMessageId: ids(), text, replyTo: replyTo?.id ?? null, files, at: clock.now() }
      update((all) => [...all, written])
      pump()
      return true
    },
    resend(id: string): void {
      update((all) =>
        all.map(({ failure, ...one }) =>
          one.clientMessageId === id || failure === undefined ? one : { ...one, failure },
        ),
      )
      pump()
    },
    discard: forget,
    /** The server has one of them, whatever became of its answer. */
    settled(message: Message): void {
      if (message.clientMessageId !== undefined) forget(message.clientMessageId)
    },
    stop: () => dropRetry(),
  }
}
