import { waitAfterMs } from '@/lib/client/wait-after'
import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'
import { LIMITS } from '@/lib/domain/limits'
import type { Pending, SendFailure } from './pending'
import type { Message, TelehealthSocket } from './wire'

/** Rate limit exceeded; authentication required; against the rules. */
const [TOO_FAST, NO_LOGIN, AGAINST_RULES] = [1003, 2003, 5001]
const RETRY_MS: Millis = 1_000

type Outcome =
  | { readonly kind: 'kept'; readonly message: Message }
  | { readonly kind: 'failed'; readonly failure: SendFailure }
  | { readonly kind: 'held'; readonly ms: Millis }
  | { readonly kind: 'waiting' }

interface Deps {
  readonly socket: Pick<TelehealthSocket, 'request' | 'isOnline'>
  readonly clock: Pick<Clock, 'later'>
  readonly roomId: string
  readonly isOpen: () => boolean
  readonly pending: () => readonly Pending[]
  readonly update: (change: (pending: readonly Pending[]) => readonly Pending[]) => void
  readonly onKept: (message: Message) => void
}

/** Sends what waits for one conversation, one after the other in the order in which it was written. */
export function createPump({ socket, clock, roomId, isOpen, pending, update, onKept }: Deps) {
  let isPumping = false
  let dropRetry = () => {}

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
      update((all) => all.filter((one) => one.clientMessageId !== clientMessageId))
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
      const next = pending().find(({ failure }) => failure === undefined)
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
  return { pump, stop: () => dropRetry() }
}
