import type { ChatMessage, MessageState, MessageType } from './chat-state'
import type { OmegooReceived } from '@/lib/client/realtime/omegoo-socket'
import type { Millis } from '@/lib/domain/ids'

export type LoggedMessage = OmegooReceived['text_message_received']
export type Transcript = readonly ChatMessage[]

/**
 * Adds messages of the log, each once and in the log's order. One's own waiting copy is recognised by
 * `clientMessageId` and becomes the logged one; what the server does not have yet stays last, as written.
 *
 * @param account - one's own: what it sent is one's own, from whichever tab.
 */
export function merge(
  transcript: Transcript,
  arrived: readonly LoggedMessage[],
  account: string,
): Transcript {
  return arrived.reduce((before, message) => mergeOne(before, message, account), transcript)
}

function mergeOne(transcript: Transcript, message: LoggedMessage, account: string): Transcript {
  const twin = transcript.find((known) => isSame(known, message))
  const state: MessageState = { kind: message.delivered || isDelivered(twin) ? 'delivered' : 'sent' }
  const logged: ChatMessage = {
    key: twin?.key ?? message.clientMessageId ?? message.messageId,
    mine: message.senderId === account,
    type: message.type ?? 'text',
    content: message.content,
    at: message.timestamp,
    seq: message.seq,
    messageId: message.messageId,
    ...(message.clientMessageId !== undefined && { clientMessageId: message.clientMessageId }),
    ...(message.flagged && { flagged: true }),
    state,
  }
  return inOrder([...transcript.filter((known) => known !== twin), logged])
}

function isSame(known: ChatMessage, message: LoggedMessage): boolean {
  if (known.messageId === message.messageId || known.seq === message.seq) return true
  return message.clientMessageId !== undefined && known.clientMessageId === message.clientMessageId
}

function isDelivered(message: ChatMessage | undefined): boolean {
  return message?.state.kind === 'delivered'
}

/** Logged ones by their number; the sort is stable, so the others keep the order in which they were written. */
function inOrder(messages: readonly ChatMessage[]): Transcript {
  return messages.toSorted((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || 0)
}

/** Appends one's own message that waits to be sent. */
export function write(
  transcript: Transcript,
  clientMessageId: string,
  content: string,
  at: Millis,
  type: MessageType = 'text',
): Transcript {
  const key = clientMessageId
  return [...transcript, { key, clientMessageId, mine: true, type, content, at, state: { kind: 'sending' } }]
}

/** Appends what was written before a refresh or a restart, in order; what is here already is not written twice. */
export function writeAgain(
  transcript: Transcript,
  waiting: readonly { readonly clientMessageId: string; readonly content: string }[],
  at: Millis,
): Transcript {
  const known = new Set(transcript.map((message) => message.clientMessageId))
  return waiting
    .filter(({ clientMessageId }) => !known.has(clientMessageId))
    .reduce((before, { clientMessageId, content }) => write(before, clientMessageId, content, at), transcript)
}

/** Applies the acknowledgement of one's own message; `delivered` is never revoked. */
export function acknowledge(
  transcript: Transcript,
  clientMessageId: string,
  ack: { messageId: string; seq: number; timestamp: Millis; delivered: boolean },
): Transcript {
  return inOrder(
    transcript.map((message) => {
      if (message.clientMessageId !== clientMessageId) return message
      const state: MessageState = { kind: ack.delivered || isDelivered(message) ? 'delivered' : 'sent' }
      return { ...message, messageId: ack.messageId, seq: ack.seq, at: ack.timestamp, state }
    }),
  )
}

/** Changes the state of one's own message; one that the server has does not go back to waiting or failed. */
export function mark(transcript: Transcript, clientMessageId: string, state: MessageState): Transcript {
  return transcript.map((message) =>
    message.clientMessageId === clientMessageId && message.seq === undefined
      ? { ...message, state }
      : message,
  )
}

export function markDelivered(transcript: Transcript, messageId: string): Transcript {
  return transcript.map((message) =>
    message.messageId === messageId ? { ...message, state: { kind: 'delivered' } } : message,
  )
}

/** Takes an unsent message out. */
export function discard(transcript: Transcript, clientMessageId: string): Transcript {
  return transcript.filter(
    (message) => message.clientMessageId !== clientMessageId || message.seq !== undefined,
  )
}

/** Own messages that the server does not have, oldest first. */
export function unsent(transcript: Transcript): readonly ChatMessage[] {
  return transcript.filter((message) => message.mine && message.seq === undefined)
}

/**
 * The number up to which nothing is missing, given that nothing was missing up to `cursor`.
 * A higher number in the transcript means a gap.
 */
export function advance(transcript: Transcript, cursor: number): number {
  const known = new Set(transcript.map((message) => message.seq))
  let reached = cursor
  while (known.has(reached + 1)) reached += 1
  return reached
}

export function highest(transcript: Transcript): number {
  return transcript.reduce((most, message) => Math.max(most, message.seq ?? 0), 0)
}
