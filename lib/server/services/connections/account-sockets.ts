import type { Actor } from '@/lib/domain/accounts'
import type { ConnectionId } from '@/lib/domain/ids'
import type { AccountSockets } from '@/lib/server/ports/connections/account-sockets'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly accountSockets: AccountSockets
  readonly sessions: Pick<Sessions, 'ofUser'>
  readonly clock: Clock
  readonly bus: Bus
  /** Live sockets that an account may have. */
  readonly max: number
}

/** Keeps an account to its number of sockets. */
export function createAccountSockets({ accountSockets, sessions, clock, bus, max }: Deps) {
  return {
    /**
     * Counts a newcomer. Where there is no room the account's oldest socket makes some. During a session those that have sent
     * something stay: one of them leads the conversation, and a stolen token must not end it.
     *
     * @param hasSpoken - it comes back to the session
     * @returns whether it may stay
     */
    async enter({ userId: user }: Actor, connection: ConnectionId, hasSpoken: boolean): Promise<boolean> {
      const ref = { user, connection }
      if (await accountSockets.enter(ref, { max, mayGo: 'none', hasSpoken })) return true
      const mayGo = (await sessions.ofUser(user)) ? 'silent' : 'any'
      const closed = await accountSockets.enter(ref, { max, mayGo, hasSpoken })
      if (!closed) return false
      await bus.signal({ type: 'connection.crowded', user, connections: closed, at: clock.now() })
      return true
    },
    spoke: ({ userId: user }: Actor, connection: ConnectionId) => accountSockets.spoke({ user, connection }),
    left: ({ userId: user }: Actor, connection: ConnectionId) => accountSockets.leave({ user, connection }),
  }
}

export type AccountSocketsService = ReturnType<typeof createAccountSockets>
