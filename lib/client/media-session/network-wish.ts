import type { StoreApi } from 'zustand/vanilla'
import type { ChatData } from '@/lib/client/chat/chat-state'
import type { NetworkReach } from '@/lib/client/rtc/connection/network-check'
import { carriesVideo } from '@/lib/domain/media/network-check'

interface Deps {
  readonly chat: StoreApi<ChatData>
  /** Finds out which servers answer; servers are for people in a queue only. */
  readonly check: () => Promise<NetworkReach>
  /** Looks for the same again, with what is known now. */
  readonly lookAgain: () => void
}

/**
 * What this device's line reaches, for the wish for a picture: found out once, as soon as one is in the queue. Where it reaches
 * nothing one looks again with that, so that nobody is paired for a picture that could not arrive.
 */
export function createNetworkWish({ chat, check, lookAgain }: Deps) {
  let reach: NetworkReach | undefined
  let isChecking = false

  const find = async () => {
    isChecking = true
    try {
      reach = await check()
      const { chat: now } = chat.getState()
      if (!carriesVideo(reach) && now.phase === 'looking' && now.chatType === 'video') lookAgain()
    } catch (error) {
      console.debug('What the line reaches is not known.', error)
    } finally {
      isChecking = false
    }
  }
  return {
    current: () => reach,
    /** To be called when the chat's state changes. */
    follow(): void {
      const { chat: now } = chat.getState()
      const mayAsk = now.phase === 'looking' && now.chatType === 'video' && now.queue !== undefined
      if (mayAsk && !reach && !isChecking) void find()
    },
  }
}
