import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { DomainError } from '@/lib/domain/errors'
import { BARE_POLICY, type Refusals, SECURITY_HEADERS } from '../http/port-refusals'
import { pathOf } from '../http/request-path'

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

interface Deps {
  readonly routes: readonly { readonly fits: (path: string) => boolean; readonly handle: UpgradeHandler }[]
  readonly refusals: Pick<Refusals, 'end'>
  readonly log: { debug(context: object, message: string): void }
}

/**
 * The one upgrade listener of the port: exact paths, everything else refused. Frameworks that would listen themselves are given
 * a server that has no connections, because a second listener closes the sockets of the first.
 */
export function routeUpgrades(server: Server, { routes, refusals, log }: Deps): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke during its upgrade'))
    completeRefusals(socket)
    const path = pathOf(request)
    const route = routes.find(({ fits }) => fits(path))
    if (route) route.handle(request, socket, head)
    else refusals.end(socket, path, new DomainError('NOT_FOUND'))
  })
}

const HEADERS = Object.entries({ 'Content-Security-Policy': BARE_POLICY, ...SECURITY_HEADERS })
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('')
/** The first line of an answer that opens no WebSocket. */
const REFUSED = /^HTTP\/1\.1 [2-5]\d\d [^\r\n]*\r\n/

/** What the libraries write instead of opening a WebSocket gets the headers of every answer; checked in the first chunk only. */
function completeRefusals(socket: Duplex): void {
  const { write, end } = socket
  const complete = (chunk: unknown) => {
    Reflect.deleteProperty(socket, 'write')
    Reflect.deleteProperty(socket, 'end')
    const isBare =
      typeof chunk === 'string' && REFUSED.test(chunk) && !/^content-security-policy:/im.test(chunk)
    return isBare ? chunk.replace(REFUSED, (line) => line + HEADERS) : chunk
  }
  Object.assign(socket, {
    write: (chunk: unknown, ...rest: unknown[]) => Reflect.apply(write, socket, [complete(chunk), ...rest]),
    end: (chunk: unknown, ...rest: unknown[]) => Reflect.apply(end, socket, [complete(chunk), ...rest]),
  })
}
