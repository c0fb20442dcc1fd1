import type { KeyValueStore } from '@/lib/client/browser/key-value-store'

/** What one thread keeps beyond the page, beside what waits to be sent. */
export interface ThreadPersistence {
  readonly draft: () => string
  readonly keepDraft: (text: string) => void
}

/** Drafts on the device, so that a closed tab loses none. By account: a browser may be signed in to another later. */
export function createThreadPersistence(
  local: KeyValueStore,
  account: string,
  conversationId: string,
): ThreadPersistence {
  const key = `omegoo.draft.${account}.${conversationId}`
  return {
    draft: () => local.read(key) ?? '',
    keepDraft: (text) => local.write(key, text === '' ? null : text),
  }
}
