import { createStore } from 'zustand/vanilla'
import type { ChosenStatus, PresenceStatus } from '@/lib/domain/presence/presence'
import type { TelehealthSocket } from './wire'

/** What others see of oneself. */
export interface OwnStatusData {
  readonly status: PresenceStatus
  readonly customStatus: string | null
}

const UNKNOWN: OwnStatusData = { status: 'offline', customStatus: null }

/** One's own status as the server has it, whatever device it was chosen on; offline while there is no connection. */
export function createOwnStatus(socket: TelehealthSocket, account: string) {
  const store = createStore<OwnStatusData>(() => UNKNOWN)

  async function load(): Promise<void> {
    const answer = await socket.request('presence:get', { userIds: [account] })
    const presence = answer?.success ? answer.presences[0] : undefined
    if (presence) store.setState({ status: presence.status, customStatus: presence.customStatus })
  }
  socket.on('presence:changed', ({ userId, status, customStatus }) => {
    if (userId === account) store.setState({ status, customStatus })
  })
  socket.onOnlineChange((isOnline) => {
    if (isOnline) void load()
    else store.setState(UNKNOWN)
  })
  if (socket.isOnline()) void load()

  return {
    store,
    /** @returns false: that did not get through */
    async choose(status: ChosenStatus, customStatus: string): Promise<boolean> {
      const answer = await socket.request('presence:setStatus', { status, customStatus })
      if (!answer?.success) return false
      await load()
      return true
    },
  }
}

export type OwnStatus = ReturnType<typeof createOwnStatus>
