import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { Connections } from '@/lib/server/ports/connections/connections'

/** Live connections of one process. */
export function createMemoryConnections(): Connections {
  const byPerson = new Map<UserId, Set<ConnectionId>>()

  return {
    async open(user, connection) {
      const mine = byPerson.get(user)
      if (mine) {
        mine.add(connection)
        return false
      }
      byPerson.set(user, new Set([connection]))
      return true
    },
    async close(user, connection) {
      const mine = byPerson.get(user)
      if (!mine?.delete(connection) || mine.size > 0) return false
      byPerson.delete(user)
      return true
    },
    async left({ user }) {
      return byPerson.has(user)
    },
    async isHere(user) {
      return byPerson.has(user)
    },
    sweep: async () => ({ gone: [], back: [] }),
    people: () => byPerson.size,
  }
}
