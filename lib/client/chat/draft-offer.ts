import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'

import type { ChatData, Chatting } from './chat-state'
import { unsent } from './transcript'

/** How long what was typed and not sent can be copied once its conversation is over. */
const DRAFT_OFFERED_MS = 20_000

export interface DraftOffers {
  /** Offers this text; one of nothing but spaces leaves an earlier offer as it is. */
  readonly offer: (text: string) => void
  /** Starts the time anew, for a person who is about to copy. */
  readonly hold: () => void
  readonly dismiss: () => void
}

export function createDraftOffers(store: StoreApi<ChatData>, clock: Clock): DraftOffers {
  let dropTimer = () => {}

  const dismiss = () => {
    dropTimer()
    store.setState({ draftOffer: undefined })
  }
  const offer = (text: string) => {
    if (text.trim() === '') return
    dropTimer()
    store.setState({ draftOffer: { text: text.trim(), until: clock.now() + DRAFT_OFFERED_MS } })
    dropTimer = clock.later(DRAFT_OFFERED_MS, dismiss)
  }
  return {
    offer,
    hold: () => offer(store.getState().draftOffer?.text ?? ''),
    dismiss,
  }
}

/**
 * One's own words that the partner will not get: messages that failed or wait for a connection, and the draft, a
 * line each. A message on its way is not among them, because it most likely arrives; nor is one that is not allowed.
 */
export function unsentWords({ messages, keptUntil, slowUntil }: Chatting, draft: string): string {
  const isHeld = keptUntil !== undefined || slowUntil !== undefined
  const words = unsent(messages).filter(({ type }) => type === 'text')
  const failed = words.filter(({ state }) =>
    state.kind === 'failed' ? state.reason !== 'not-allowed' : isHeld,
  )
  return [...failed.map(({ content }) => content), draft].join('\n').trim()
}
