import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MediaSession } from './media-session'
import { createWireChannel } from './wire-channel'
import type { MediaWish } from '@/lib/client/chat/chat-context'
import type { ChatStore } from '@/lib/client/chat/chat-store'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

/** The media of the app's session, whose code is loaded when the first session has sound. */
export interface LazyMedia {
  readonly store: StoreApi<{ readonly session: MediaSession | undefined }>
  /** Rejects when the code cannot be had. */
  readonly load: () => Promise<MediaSession>
  /** What goes with a wish for sound or a picture. */
  readonly wish: () => MediaWish
  /** Loads it with the first session that has sound. @returns what ends everything */
  readonly run: () => () => void
}

export function createLazyMedia(chat: ChatStore, socket: OmegooSocket): LazyMedia {
  const store = createStore<{ readonly session: MediaSession | undefined }>(() => ({ session: undefined }))
  let channelOf: ReturnType<typeof createWireChannel> | undefined
  let loading: Promise<MediaSession> | undefined

  const make = async () => {
    const { createBrowserMediaSession } = await import('./browser-media-session')
    const session = createBrowserMediaSession(chat, socket, channelOf ?? createWireChannel(socket))
    store.setState({ session })
    return session
  }
  const load = () => {
    loading ??= make().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  const follow = () => {
    const { chat: now } = chat.state.getState()
    const hasSound = (now.phase === 'chatting' || now.phase === 'looking') && now.chatType !== 'text'
    if (hasSound && !loading)
      load().catch((error: unknown) => console.debug('Sound cannot be loaded yet.', error))
  }

  return {
    store,
    load,
    wish() {
      const network = store.getState().session?.network()
      return network ? { network } : {}
    },
    run() {
      channelOf = createWireChannel(socket)
      const end = chat.state.subscribe(follow)
      follow()
      return () => {
        end()
        store.getState().session?.stop()
        store.setState({ session: undefined })
        loading = undefined
      }
    },
  }
}
