import type { Message } from './wire'

/** Messages that are held at once: a conversation of any length costs the page the same. */
export const WINDOW_MAX = 300

/** A stretch of a conversation without gaps, oldest first. */
export interface MessageWindow {
  readonly messages: readonly Message[]
  /** There are older ones. */
  readonly hasBefore: boolean
  /** There are newer ones, which are not held. */
  readonly hasAfter: boolean
}

export const NO_MESSAGES: MessageWindow = { messages: [], hasBefore: false, hasAfter: false }

const firstSeq = ({ messages }: MessageWindow) => messages[0]?.seq ?? 0
/** Of the newest message that is held; 0: there is none. */
export const lastSeq = ({ messages }: MessageWindow) => messages.at(-1)?.seq ?? 0

/**
 * Puts messages that follow the window after it; those that it has already are left out, and so is whatever would leave a gap.
 *
 * @param hasMore - whether there are newer ones still
 */
export function withNewer(window: MessageWindow, newer: readonly Message[], hasMore: boolean): MessageWindow {
  const messages = [...window.messages]
  for (const message of newer.toSorted(bySeq)) {
    const last = messages.at(-1)
    if (!last || message.seq === last.seq + 1) messages.push(message)
  }
  const kept = messages.slice(-WINDOW_MAX)
  return {
    messages: kept,
    hasBefore: window.hasBefore || kept.length < messages.length,
    hasAfter: hasMore,
  }
}

/** Puts messages that precede the window before it. @param hasMore - whether there are older ones still */
export function withOlder(window: MessageWindow, older: readonly Message[], hasMore: boolean): MessageWindow {
  const first = firstSeq(window)
  const messages = [...older.filter(({ seq }) => seq < first), ...window.messages]
  const kept = messages.slice(0, WINDOW_MAX)
  return {
    messages: kept,
    hasBefore: hasMore,
    hasAfter: window.hasAfter || kept.length < messages.length,
  }
}

/** Takes one that has just been sent by somebody; where others are missing before it, the window knows that there are newer ones. */
export function withNews(window: MessageWindow, message: Message): MessageWindow {
  const last = lastSeq(window)
  if (message.seq <= last) return window
  const follows = !window.hasAfter && message.seq === last + 1
  return follows ? withNewer(window, [message], false) : { ...window, hasAfter: true }
}

/** Changes one message, where it is held. */
export function withChange(
  window: MessageWindow,
  id: string,
  change: (message: Message) => Message,
): MessageWindow {
  const at = window.messages.findIndex((message) => message.id === id)
  const message = window.messages[at]
  return message ? { ...window, messages: window.messages.with(at, change(message)) } : window
}

/** Marks one's own messages up to a sequence number; what is read stays read. */
export function withStatus(
  window: MessageWindow,
  own: string,
  upTo: number,
  status: 'delivered' | 'read',
): MessageWindow {
  const isNews = (message: Message) =>
    message.senderId === own && message.seq <= upTo && message.status !== status && message.status !== 'read'
  if (!window.messages.some(isNews)) return window
  return { ...window, messages: window.messages.map((one) => (isNews(one) ? { ...one, status } : one)) }
}

const bySeq = (a: Message, b: Message) => a.seq - b.seq
