import type { IncomingMessage } from 'node:http'
import type { Credentials } from '@/lib/server/auth/credentials'
import type { ResumePoints } from '@/lib/server/ports/connections/log-source'
import type { Clock } from '@/lib/server/ports/system'
import type { AddressGate } from './address-gate'
import type { Connection } from './connection'
import type { SocketAdapter } from './socket-adapter'
import type { Handshake } from './handshake'
import type { OwnDelay } from './own-delay'
import type { OriginPolicy } from '../http/origin'
import type { Refusals } from '../http/port-refusals'
import type { SocketCounters } from './socket-counters'

/** What a server of sockets needs, whichever protocol it speaks. */
export interface SocketNeeds {
  /** Addresses of all namespaces; each server serves those of its own protocol. */
  readonly namespaces: readonly string[]
  /** Reads a handshake's fields, by contract. */
  readonly readHandshake: (auth: unknown) => Handshake
  /** A client's position by kind of log, from its handshake's fields. */
  readonly resumePoints: (handshake: Handshake) => ResumePoints
  readonly connect: (socket: SocketAdapter) => Connection
  readonly credentials: Credentials
  readonly origins: OriginPolicy
  readonly hasSessionCookie: (cookie: string | undefined) => boolean
  readonly gate: AddressGate
  readonly refusals: Pick<Refusals, 'send' | 'end'>
  readonly counters: SocketCounters
  readonly addressOf: (request: IncomingMessage) => string
  readonly ownDelay: OwnDelay
  readonly clock: Clock
  readonly log: Record<'error' | 'debug', (context: object, message: string) => void>
}

/** Whether the handshake's headers hold credentials; they have not been verified. */
export function bringsCredentials(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { hasSessionCookie }: Pick<SocketNeeds, 'hasSessionCookie'>,
): boolean {
  return headers.authorization !== undefined || hasSessionCookie(headers.cookie)
}

/** Whether a page of this request's origin may open a socket. */
export function mayConnect(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { origins, hasSessionCookie }: Pick<SocketNeeds, 'origins' | 'hasSessionCookie'>,
): boolean {
  const { origin, host, cookie } = headers
  const fetchSite = headers['sec-fetch-site']?.toString()
  return origins.mayAct({ origin, host, fetchSite, hasCookie: hasSessionCookie(cookie) })
}
