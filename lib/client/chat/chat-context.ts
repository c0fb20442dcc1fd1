import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import { createDraftOffers, type DraftOffers, unsentWords } from './draft-offer'
import type { ChatPersistence } from './chat-persistence'
import type { Chat, ChatData, EndReason, Chatting } from './chat-state'
import { type Transcript, unsent } from './transcript'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'

/**
 * One's own messages that wait for a connection or for their turn wait no longer when it is over, and the one for which the
 * server ended it was refused: its answer may come later than the end.
 */
function givenUp({ messages, keptUntil, slowUntil }: Chatting, reason: EndReason): Chatting['messages'] {
  const isRefused = reason === 'violation'
  if (!isRefused && keptUntil === undefined && slowUntil === undefined) return messages
  const state = { kind: 'failed', reason: isRefused ? 'not-allowed' : 'not-answered' } as const
  return messages.map((one) => (one.state.kind === 'sending' ? { ...one, state } : one))
}

/** kbps of sound at most, and what the device's line can carry. */
export interface MediaWish {
  readonly maxBitrate?: number
  readonly network?: { readonly stun?: boolean; readonly turn?: boolean; readonly uplinkKbps?: number }
}

/** What the parts of the chat store share. */
export interface ChatContext {
  readonly account: string
  readonly socket: OmegooSocket
  readonly clock: Clock
  readonly persistence: ChatPersistence
  /** What goes with a wish for sound or a picture. */
  readonly mediaWish: () => MediaWish
  /** Makes a name for a message; unique for its sender. */
  readonly ids: () => string
  readonly data: () => ChatData
  readonly show: (chat: Chat) => void
  readonly set: (change: Partial<ChatData>) => void
  readonly chatting: () => Chatting | undefined
  /** Changes the running conversation; nothing happens without one. */
  readonly patch: (change: Partial<Chatting>) => void
  readonly patchMessages: (change: (before: Transcript) => Transcript) => void
  readonly draftOffers: DraftOffers
  /** Offers what the running conversation leaves unsent. */
  readonly offerUnsent: () => void
  /** Ends the running conversation on this screen; what was not sent can be copied for a while. */
  readonly end: (reason: EndReason) => void
  /** Keeps one's own unsent words over a refresh. */
  readonly remember: () => void
}

export function createChatContext(
  store: StoreApi<ChatData>,
  deps: Pick<ChatContext, 'account' | 'socket' | 'clock' | 'persistence' | 'ids' | 'mediaWish'>,
): ChatContext {
  const chatting = () => {
    const { chat } = store.getState()
    return chat.phase === 'chatting' ? chat : undefined
  }
  const patch = (change: Partial<Chatting>) => {
    const now = chatting()
    if (now) store.setState({ chat: { ...now, ...change } })
  }
  const draftOffers = createDraftOffers(store, deps.clock)
  const offerUnsent = () => {
    const now = chatting()
    if (now) draftOffers.offer(unsentWords(now, store.getState().draft))
  }
  return {
    ...deps,
    data: store.getState,
    show: (chat) => store.setState({ chat }),
    set: (change) => store.setState(change),
    chatting,
    patch,
    patchMessages: (change) => patch({ messages: change(chatting()?.messages ?? []) }),
    draftOffers,
    offerUnsent,
    end(reason) {
      const now = chatting()
      if (!now) return
      const { chatType, since, roomId, partnerId, deed, looks, touch } = now
      const messages = givenUp(now, reason)
      const endedAt = deps.clock.now()
      offerUnsent()
      deps.persistence.keepUnsent(undefined)
      deps.persistence.keepShared(undefined)
      deps.persistence.keepRead(undefined)
      store.setState({
        draft: '',
        chat: {
          phase: 'ended',
          chatType,
          since,
          roomId,
          partnerId,
          reason,
          endedAt,
          messages,
          deed,
          ...(looks && { looks }),
          ...(touch && { touch }),
        },
      })
    },
    remember() {
      const now = chatting()
      if (!now) return
      // Pictures are larger than what such a store is for; one that was not sent is chosen again.
      const words = unsent(now.messages).filter(({ type }) => type === 'text')
      const waiting = words.map(({ clientMessageId = '', content }) => ({ clientMessageId, content }))
      deps.persistence.keepUnsent({ roomId: now.roomId, draft: store.getState().draft, waiting })
    },
  }
}
