import { READ } from '@/lib/client/chat/chat-persistence'
import { type ChatStore, createChatStore } from '@/lib/client/chat/chat-store'
import { browserUnsentStore } from '@/lib/client/chat/unsent-store'
import { browserStores } from '@/lib/client/browser/key-value-store'
import { browserClock } from '@/lib/client/clock'
import { createLazyMedia, type LazyMedia } from '@/lib/client/media-session/lazy-media'
import { moderation } from '@/lib/client/moderation/safety-rest'
import { randomId } from '@/lib/client/random-id'
import { type AppSocket, createAppSocket } from '@/lib/client/realtime/app-socket'
import type { ChatType } from '@/lib/domain/sessions'

/** What lives as long as the tab and its login: one connection, and the stores on it. */
export interface AppParts {
  readonly account: string
  readonly socket: AppSocket
  readonly chat: ChatStore
  readonly media: LazyMedia
  /** Whether the login is gone, or the browser is another account's. */
  readonly isOver: () => boolean
  readonly start: () => void
  readonly stop: () => void
}

/**
 * Makes the parts; nothing is sent before `start`.
 *
 * @param account - whose login the connection is for; the cookie may be another account's by then.
 * @param expected - the kind of the session that the server knows of, to go on with; null: of none.
 */
export function createAppParts(account: string, expected: ChatType | null): AppParts {
  const socket = createAppSocket(account)
  const chat = createChatStore({
    account,
    socket: socket.omegoo,
    clock: browserClock,
    storage: browserStores(),
    unsentStore: browserUnsentStore(),
    ids: randomId,
    rest: moderation,
    expected,
    mediaWish: () => media.wish(),
  })
  const media: LazyMedia = createLazyMedia(chat, socket.omegoo)
  const status = () => socket.connection.store.getState().status
  let stop = () => {}

  return {
    account,
    socket,
    chat,
    media,
    isOver: () => status() === 'signed-out' || status() === 'another-account',
    start() {
      chat.actions.start()
      const ends = [followBrowser(chat.actions), media.run(), socket.run()]
      stop = () => ends.forEach((end) => end())
    },
    stop: () => stop(),
  }
}

/** What the browser reports beside the connection. @returns what ends that */
function followBrowser({ flushReport, readElsewhere }: ChatStore['actions']): () => void {
  const handleStorage = ({ key }: StorageEvent) => {
    if (key === READ) readElsewhere()
  }
  // On a page that is closed nothing can be undone any more.
  window.addEventListener('pagehide', flushReport)
  window.addEventListener('storage', handleStorage)
  return () => {
    flushReport()
    window.removeEventListener('pagehide', flushReport)
    window.removeEventListener('storage', handleStorage)
  }
}
