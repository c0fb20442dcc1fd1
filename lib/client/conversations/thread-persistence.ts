import type { BrowserStores } from '@/lib/client/browser/key-value-store'
import type { Pending } from './pending'

/** What one thread keeps beyond the page. */
export interface ThreadPersistence {
  readonly draft: () => string
  readonly keepDraft: (text: string) => void
  readonly pending: () => readonly Pending[]
  readonly keepPending: (pending: readonly Pending[]) => void
}

/**
 * Drafts on the device, so that a closed tab loses none; messages on their way in the tab, so that a reload sends them and two tabs
 * do not show the same ones. By account: a browser may be signed in to another later. Anything unreadable counts as not there.
 */
export function createThreadPersistence(
  { session, local }: BrowserStores,
  account: string,
  conversationId: string,
): ThreadPersistence {
  const draftKey = `omegoo.draft.${account}.${conversationId}`
  const pendingKey = `omegoo.pending.${account}.${conversationId}`
  return {
    draft: () => local.read(draftKey) ?? '',
    keepDraft: (text) => local.write(draftKey, text === '' ? null : text),
    pending: () => parse(session.read(pendingKey)).filter(isPending),
    keepPending: (pending) =>
      session.write(pendingKey, pending.length === 0 ? null : JSON.stringify(pending)),
  }
}

function parse(text: string | null): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value : []
  } catch {
    return [] // Written by another version, or by hand.
  }
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
