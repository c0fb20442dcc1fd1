import type { ChatContext } from './chat-context'
import { waitAfterMs } from '@/lib/client/wait-after'
import { LIMITS } from '@/lib/domain/limits'
import type { ChatType } from '@/lib/domain/sessions'

const ASK_AGAIN_MS = 2_000
const RATE_LIMIT_EXCEEDED = 1003
const AUTHENTICATION_REQUIRED = 2003

/** Asking the server for the session that one may be in. The messages come as an event of their own. */
export interface Resume {
  /** @param chatType - of a session of which another tab received something */
  readonly ask: (chatType?: ChatType) => Promise<void>
  /** An answer with messages came; returns whether it was asked for here. */
  readonly answered: () => boolean
  /** The server knows no session; nothing happens unless it was asked. */
  readonly refused: () => void
  /** The connection is gone, and every question with it. */
  readonly drop: () => void
}

/**
 * @param lastSeq - the last number that is known here; undefined to get everything that is kept.
 * @param kind - of the session that is known; undefined when not even that is.
 * @param nothingThere - called when there is no session to go on with.
 */
export function createResume(
  { socket, clock }: ChatContext,
  lastSeq: () => number | undefined,
  kind: () => ChatType | undefined,
  nothingThere: () => void,
): Resume {
  let isAsking = false
  let dropAgain = () => {}

  const refused = () => {
    if (!isAsking) return
    isAsking = false
    nothingThere()
  }

  const ask = async (chatType = kind()) => {
    if (isAsking || !socket.isOnline()) return
    dropAgain()
    isAsking = true
    const known = lastSeq()
    const from = known === undefined ? {} : { lastSeq: known }
    const answer = await (chatType === 'text'
      ? socket.request('attempt_text_reconnect', from)
      : socket.request('session-resume', from))
    if (answer?.success) return
    const isWorthAgain =
      !answer || answer.code === AUTHENTICATION_REQUIRED || answer.code === RATE_LIMIT_EXCEEDED
    if (!isWorthAgain) return refused()
    isAsking = false
    const wait = waitAfterMs(answer?.retryAfter, LIMITS.joins.windowMs, 0)
    dropAgain = clock.later(Math.max(wait, ASK_AGAIN_MS), () => void ask())
  }

  return {
    ask,
    answered: () => {
      const wasAsking = isAsking
      isAsking = false
      return wasAsking
    },
    refused,
    drop: () => {
      isAsking = false
      dropAgain()
    },
  }
}
