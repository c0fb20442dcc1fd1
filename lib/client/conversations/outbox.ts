import type { KeyValueStore } from '@/lib/client/browser/key-value-store'
import type { Millis } from '@/lib/domain/ids'
import type { Pending } from './pending'

/** What waits to be sent to one conversation. */
interface Waiting {
  readonly conversationId: string
  /** By which messages are sent to it. */
  readonly roomId: string
  readonly pending: readonly Pending[]
}

/** One account's messages on their way, of all conversations, in every tab of this browser. */
export interface Outbox {
  readonly of: (conversationId: string) => readonly Pending[]
  /** Changes what waits for a conversation, as it is in the browser now. @returns what waits afterwards */
  readonly change: (
    conversation: Pick<Waiting, 'conversationId' | 'roomId'>,
    how: (pending: readonly Pending[]) => readonly Pending[],
  ) => readonly Pending[]
  /** Conversations to which something is to be sent without anybody's doing. */
  readonly waiting: () => readonly Waiting[]
}

/** Nobody expects a message any more that was written so long ago: its author is asked. */
const ASKS_AFTER_MS: Millis = 24 * 60 * 60_000

/** The name under which an account's messages wait in the browser. */
export const outboxKey = (account: string) => `omegoo.outbox.${account}`

/**
 * Kept in the browser, so that what was not acknowledged outlives it, and read anew with every change, because other tabs send and write
 * too. Two tabs that send the same message send it under the same id, which the server keeps once. Where the browser keeps nothing,
 * the page does.
 */
export function createOutbox(store: KeyValueStore, account: string, now: Millis): Outbox {
  const key = outboxKey(account)
  let held: readonly Waiting[] = parse(store.read(key)).map((one) => ({
    ...one,
    pending: one.pending.map((message) => asked(message, now)),
  }))
  /** Whether the browser has kept what was written last. */
  let isKept = store.read(key) !== null

  function read(): readonly Waiting[] {
    const text = store.read(key)
    // What another tab has removed is gone; what the browser never kept is not.
    if (text !== null || isKept) held = parse(text)
    return held
  }
  function write(all: readonly Waiting[]): void {
    held = all
    store.write(key, all.length === 0 ? null : JSON.stringify(all))
    isKept = all.length === 0 || store.read(key) !== null
  }
  if (held.length > 0) write(held)

  const of = (id: string) => read().find(({ conversationId }) => conversationId === id)?.pending ?? []
  return {
    of,
    change({ conversationId, roomId }, how) {
      const pending = how(of(conversationId))
      const others = held.filter((one) => one.conversationId !== conversationId)
      write(pending.length === 0 ? others : [...others, { conversationId, roomId, pending }])
      return pending
    },
    waiting: () => read().filter(({ pending }) => pending.some(({ failure }) => failure === undefined)),
  }
}

function asked(message: Pending, now: Millis): Pending {
  return message.failure === undefined && now - message.at > ASKS_AFTER_MS
    ? { ...message, failure: 'not-answered' }
    : message
}

/** Anything unreadable counts as not there: it was written by another version, or by hand. */
function parse(text: string | null): readonly Waiting[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(value)) return []
    return value
      .filter(isWaiting)
      .map((one) => ({ ...one, pending: one.pending.filter(isPending) }))
      .filter(({ pending }) => pending.length > 0)
  } catch {
    return []
  }
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== 'object' || value === null) return false
  const { conversationId, roomId, pending } = value as Partial<Waiting>
  return typeof conversationId === 'string' && typeof roomId === 'string' && Array.isArray(pending)
}

function isPending(value: unknown): value is Pending {
  if (typeof value !== 'object' || value === null) return false
  const { clientMessageId, text, replyTo, files, at } = value as Partial<Pending>
  return (
    typeof clientMessageId === 'string' &&
    typeof text === 'string' &&
    (replyTo === null || typeof replyTo === 'string') &&
    Array.isArray(files) &&
    typeof at === 'number'
  )
}
