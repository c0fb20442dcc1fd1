import type { IncomingMessage } from 'node:http'
import type { Server as Engine, Socket as EngineSocket } from 'engine.io'
import type { Millis } from '@/lib/domain/ids'
import type { AddressSlot } from './address-gate'
import { bringsCredentials, type SocketNeeds } from './socket-needs'

/** What ends with an answer or a connection. */
interface Closing {
  once(event: 'close', listener: () => void): unknown
}

/** A connection that no namespace uses (any more) is closed after this. */
const UNUSED_MS: Millis = 15_000

/**
 * Keeps the slots that an engine's connections have among those of their address, from their first request on, and how many
 * namespaces share each.
 */
export function createEngineSlots(
  engine: Engine,
  deps: Pick<SocketNeeds, 'gate' | 'addressOf' | 'hasSessionCookie' | 'clock'>,
) {
  const { gate, addressOf, clock } = deps
  const enter = (request: IncomingMessage) => gate.enter(addressOf(request), bringsCredentials(request, deps))
  const asked = new WeakMap<IncomingMessage, AddressSlot>()
  const held = new WeakMap<EngineSocket, AddressSlot>()
  const namespaces = new WeakMap<EngineSocket, number>()
  const names = new WeakMap<EngineSocket, string>()
  const used = (conn: EngineSocket) => namespaces.get(conn) ?? 0

  engine.on('connection', (conn: EngineSocket) => {
    const slot = asked.get(conn.request) ?? enter(conn.request)
    asked.delete(conn.request)
    if (!slot) return conn.close(true)
    held.set(conn, slot)
    conn.once('close', slot.leave)
  })

  return {
    /**
     * @param closing - the answer, or the socket of an upgrade
     * @returns false when the request would begin a connection, and its address has no room for it
     */
    accept(request: IncomingMessage, closing: Closing): boolean {
      if (!begins(request)) return true
      const slot = enter(request)
      if (!slot) return false
      asked.set(request, slot)
      closing.once('close', () => asked.get(request)?.leave())
      return true
    },
    joined: (conn: EngineSocket) => void namespaces.set(conn, used(conn) + 1),
    left(conn: EngineSocket): void {
      namespaces.set(conn, used(conn) - 1)
      if (used(conn) > 0 || conn.readyState !== 'open') return
      const callOff = clock.after(UNUSED_MS, () => {
        if (used(conn) === 0) conn.close()
      })
      conn.once('close', callOff)
    },
    /** The same for all namespaces of a connection: the id of the first of them, since the engine's own is its key. */
    nameOf(conn: EngineSocket, namespaceId: string): string {
      const name = names.get(conn) ?? namespaceId
      names.set(conn, name)
      return name
    },
    isShared: (conn: EngineSocket) => used(conn) > 1,
    identified: (conn: EngineSocket): void => held.get(conn)?.identified(),
  }
}

export type EngineSlots = ReturnType<typeof createEngineSlots>

/** As the engine reads it: whatever names no session begins one, and only this method does. */
function begins({ method, url = '' }: IncomingMessage): boolean {
  const query = url.slice(url.indexOf('?') + 1)
  return method === 'GET' && !Object.fromEntries(new URLSearchParams(query)).sid
}
