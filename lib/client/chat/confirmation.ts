import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'
import { sessionOf } from './send-message'
import type { Transcript } from './transcript'

/** The server accepts four a second; a little less often, so that none that arrives early is refused. */
const EVERY_MS: Millis = 300

/** Tells the server which of the partner's messages are here: only then are they "delivered" to their author. */
export interface Confirmation {
  /**
   * Confirms the partner's messages up to a number, once, and again after the connection was lost.
   *
   * @param cursor - the number up to which nothing of the conversation is missing.
   */
  readonly confirm: (roomId: string, transcript: Transcript, cursor: number) => void
  /** A confirmation may have been lost with the connection: what is here is confirmed anew. */
  readonly forget: () => void
}

/** @param send - emits one confirmation; it may get lost. */
export function createConfirmation(
  { now, later }: Clock,
  send: (confirmed: { readonly sessionId: string; readonly seq: number }) => void,
): Confirmation {
  let sent = { roomId: '', seq: 0 }
  let wanted = sent
  let sentAt = -Infinity
  let isScheduled = false

  const flush = () => {
    isScheduled = false
    if (wanted.roomId === sent.roomId && wanted.seq <= sent.seq) return
    sent = wanted
    sentAt = now()
    send({ sessionId: sessionOf(sent.roomId), seq: sent.seq })
  }

  return {
    confirm(roomId, transcript, cursor) {
      const seq = lastOfPartner(transcript, cursor)
      if (seq === 0) return
      wanted = { roomId, seq }
      const wait = sentAt + EVERY_MS - now()
      if (wait <= 0) return flush()
      if (isScheduled) return
      isScheduled = true
      later(wait, flush)
    },
    forget: () => {
      sent = { roomId: '', seq: 0 }
    },
  }
}

/** The highest number of the partner's messages up to `cursor`; 0: there is none. */
function lastOfPartner(transcript: Transcript, cursor: number): number {
  const theirs = transcript.filter(({ mine, seq }) => !mine && seq !== undefined && seq <= cursor)
  return theirs.reduce((most, { seq }) => Math.max(most, seq ?? 0), 0)
}
