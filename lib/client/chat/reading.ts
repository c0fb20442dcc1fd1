import type { StoreApi } from 'zustand/vanilla'
import type { ChatPersistence } from './chat-persistence'
import type { ChatData } from './chat-state'
import { highest } from './transcript'

/** What has been on the screen, so that other pages can count what has not. */
export interface Reading {
  /** The conversation is on the screen from here on; everything in it counts as read. */
  readonly begin: () => void
  readonly end: () => void
  readonly isOnScreen: () => boolean
  /** Another tab has read further. */
  readonly readElsewhere: () => void
}

export function createReading(store: StoreApi<ChatData>, persistence: ChatPersistence): Reading {
  let isOnScreen = false

  const advanceTo = (seq: number) => {
    if (seq > store.getState().readUpTo) store.setState({ readUpTo: seq })
  }
  const markRead = () => {
    const { chat, readUpTo } = store.getState()
    if (!isOnScreen || chat.phase !== 'chatting' || highest(chat.messages) <= readUpTo) return
    persistence.keepRead({ roomId: chat.roomId, seq: highest(chat.messages) })
    advanceTo(highest(chat.messages))
  }
  store.subscribe(markRead)

  return {
    begin: () => {
      isOnScreen = true
      markRead()
    },
    end: () => {
      isOnScreen = false
    },
    isOnScreen: () => isOnScreen,
    readElsewhere: () => {
      const { chat } = store.getState()
      if (chat.phase === 'chatting') advanceTo(persistence.readUpTo(chat.roomId))
    },
  }
}

/** How many messages of the partner have not been on a screen. None while a report keeps them from being seen. */
export function unreadIn({ chat, readUpTo }: ChatData): number {
  if (chat.phase !== 'chatting' || chat.deed.report) return 0
  return chat.messages.filter(({ mine, seq }) => !mine && seq !== undefined && seq > readUpTo).length
}
