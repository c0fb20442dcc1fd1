import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { DomainError } from '@/lib/domain/errors'
import type { Refusals } from './port-refusals'
import { pathOf } from './request-path'

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

interface Deps {
  readonly routes: readonly { readonly fits: (path: string) => boolean; readonly handle: UpgradeHandler }[]
  readonly refusals: Pick<Refusals, 'end'>
  readonly log: { debug(context: object, message: string): void }
}

/**
 * The one upgrade listener of the port: exact paths, everything else refused. Frameworks that would listen themselves are given
 * a server that nobody connects to, because a second listener closes the sockets of the first.
 */
export function routeUpgrades(server: Server, { routes, refusals, log }: Deps): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke during its upgrade'))
    const path = pathOf(request)
    const route = routes.find(({ fits }) => fits(path))
    if (route) route.handle(request, socket, head)
    else refusals.end(socket, path, new DomainError('NOT_FOUND'))
  })
}
