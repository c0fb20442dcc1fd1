import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { AccountSockets } from '@/lib/server/ports/connections/account-sockets'

/** Of each socket whether it has sent anything; the oldest socket first. */
type Sockets = Map<ConnectionId, boolean>

/** The sockets of one process. */
export function createMemoryAccountSockets(): AccountSockets {
  const byAccount = new Map<UserId, Sockets>()

  return {
    async enter({ user, connection }, { max, mayGo, hasSpoken }) {
      const mine: Sockets = byAccount.get(user) ?? new Map()
      if (mine.has(connection)) return []
      const tooMany = Math.max(0, mine.size + 1 - max)
      const going = tooMany === 0 || mayGo === 'none' ? [] : oldest(mine, mayGo === 'silent', tooMany)
      if (going.length < tooMany) return undefined
      for (const one of going) mine.delete(one)
      byAccount.set(user, mine.set(connection, hasSpoken))
      return going
    },
    async spoke({ user, connection }) {
      const mine = byAccount.get(user)
      if (mine?.has(connection)) mine.set(connection, true)
    },
    async leave({ user, connection }) {
      const mine = byAccount.get(user)
      if (mine?.delete(connection) && mine.size === 0) byAccount.delete(user)
    },
    newest: async (user, closing) =>
      [...(byAccount.get(user)?.keys() ?? [])].findLast((connection) => connection !== closing),
  }
}

function oldest(sockets: Sockets, onlySilent: boolean, count: number): ConnectionId[] {
  const found: ConnectionId[] = []
  for (const [connection, hasSpoken] of sockets) {
    if (found.length === count) break
    if (!onlySilent || !hasSpoken) found.push(connection)
  }
  return found
}
