import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import type { ChatData } from '@/lib/client/chat/chat-state'
import type { Chat } from '@/lib/client/chat/chat-state'
import type { Millis } from '@/lib/domain/ids'

/** What a person who looks elsewhere is called back for; never the words of a message. */
export type News =
  | { readonly kind: 'somebody' }
  /** How many since one went away. */
  | { readonly kind: 'messages'; readonly count: number }

/** The ways to reach a person. Undefined removes what was shown. */
export interface Outlets {
  readonly title: (news: News | undefined) => void
  readonly badge: (news: News | undefined) => void
  readonly notify: (news: News | undefined) => void
  readonly sound: () => void
}

export interface Page {
  /** Hidden, or behind another window. */
  readonly isAway: () => boolean
  /** @returns what ends that */
  readonly onReturn: (back: () => void) => () => void
}

/** `watched`: another tab with this chat is being looked at. `second`: another tab calls already. */
export type Company = 'alone' | 'watched' | 'second'

interface Deps {
  readonly chat: StoreApi<ChatData>
  readonly clock: Clock
  readonly page: Page
  readonly outlets: Outlets
  readonly company: () => Promise<Company>
}

/** A partner who writes line by line makes a sound this often at most. */
export const SOUND_EVERY_MS: Millis = 3_000

/** Calls a person back who looks at something else, for a match and for messages, until they are here again. @returns what ends it */
export function followForCallBack({ chat, clock, page, outlets, company }: Deps): () => void {
  let news: News | undefined
  let soundedAt = -Infinity

  const reset = () => {
    if (!news) return
    news = undefined
    outlets.title(undefined)
    outlets.badge(undefined)
    outlets.notify(undefined)
  }
  const call = async (about: News) => {
    news = about
    outlets.title(about)
    const who = await company()
    if (news !== about || !page.isAway()) return
    if (who === 'watched') return reset()
    outlets.badge(about)
    if (who === 'second') return
    outlets.notify(about)
    if (clock.now() - soundedAt < SOUND_EVERY_MS) return
    soundedAt = clock.now()
    outlets.sound()
  }
  const stopLooking = chat.subscribe(({ chat: now }, { chat: before }) => {
    if (now === before) return
    if (now.phase !== 'chatting') return reset()
    if (!page.isAway()) return
    const arrived = arrivedMessages(now, before)
    const counted = news?.kind === 'messages' ? news.count : 0
    if (arrived > 0) void call({ kind: 'messages', count: counted + arrived })
    else if (before.phase === 'looking') void call({ kind: 'somebody' })
  })
  const stopWaiting = page.onReturn(reset)
  return () => {
    stopLooking()
    stopWaiting()
    reset()
  }
}

/** Messages of the partner that were not there before; none while a report keeps them from being seen. */
function arrivedMessages(now: Extract<Chat, { phase: 'chatting' }>, before: Chat): number {
  if (before.phase !== 'chatting' || before.roomId !== now.roomId || now.deed.report) return 0
  if (now.messages === before.messages) return 0
  const known = new Set(before.messages.map(({ key }) => key))
  return now.messages.filter(({ key, mine }) => !mine && !known.has(key)).length
}
