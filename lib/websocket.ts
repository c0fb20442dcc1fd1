import { getRuntime } from './server/runtime-slot'

/**
 * Sends an event to every connection of a person that speaks telehealth, on whichever process it is. Nothing is stored: who is
 * not there misses it.
 *
 * @example
 * emitToUser('user-123', 'notification:new', { title: 'New Message', message: 'You have a new message' })
 *
 * @param event - a name of at most 100 characters
 * @param data - at most 64 KiB as JSON
 * @throws TypeError, RangeError: what is wrong with the event; Error: there is no server in this process
 * @see spec/telehealth.md "Server-Side Usage"
 */
export function emitToUser(userId: string, event: string, data: unknown): void {
  getRuntime().emit.toUser(userId, event, data)
}

/**
 * Sends an event to the members of a room: `chat:<a>:<b>`, `visit:<id>`, `channel:<id>`, `topic:<name>` or `notifications:<userId>`.
 * A room that does not exist reaches nobody.
 *
 * @example
 * emitToRoom('chat:user1:user2', 'message:new', { id: 'msg-123', senderId: 'user-1', message: 'Hello!' })
 *
 * @param tenantId - whose room it is; the first tenant's unless given
 * @throws as `emitToUser`
 */
export function emitToRoom(room: string, event: string, data: unknown, tenantId?: string): void {
  getRuntime().emit.toRoom(room, event, data, tenantId)
}

/**
 * Sends an event to everybody who is there.
 *
 * @example
 * broadcast('system:maintenance', { message: 'Scheduled maintenance in 10 minutes' })
 *
 * @param tenantId - its people alone
 * @throws as `emitToUser`
 */
export function broadcast(event: string, data: unknown, tenantId?: string): void {
  getRuntime().emit.toAll(event, data, tenantId)
}
