import type { ConnectionId, Millis, TenantId, UserId } from './ids'

/** What people hold in their hands; `program`: no browser. */
export const DEVICE_KINDS = ['phone', 'tablet', 'computer', 'program'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

/** What the person of a connection does: is in a session, waits for one, or neither. */
export const CONNECTION_STATES = ['session', 'waiting', 'idle'] as const
export type ConnectionState = (typeof CONNECTION_STATES)[number]

/** A connection that is open and whose person is known. It has no address and no contents. */
export interface LiveConnection {
  readonly connection: ConnectionId
  readonly user: UserId
  readonly tenant: TenantId
  /** Where it connected: a namespace, or the path of a raw WebSocket. */
  readonly namespace: string
  /** Names of the contracts that it speaks. */
  readonly contracts: readonly string[]
  readonly device: DeviceKind
  readonly since: Millis
}

/** Longer than any browser's own; the rest is not looked at. */
const LOOKED_AT = 512

/**
 * The kind of device that a client says it runs on, and no more: cheap, because every connection asks.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Browser_detection_using_the_user_agent "Mobi", and a tablet is
 *   what names itself so, or Android without it
 */
export function deviceKindOf(userAgent: string | undefined): DeviceKind {
  const words = userAgent?.slice(0, LOOKED_AT) ?? ''
  if (!words.startsWith('Mozilla/')) return 'program'
  if (/iPad|Tablet/.test(words)) return 'tablet'
  if (words.includes('Mobi')) return 'phone'
  return words.includes('Android') ? 'tablet' : 'computer'
}
