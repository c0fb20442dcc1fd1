import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { refuseUpgrade } from './handshake-refusal'
import { pathOf } from './http'

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/**
 * The one upgrade listener of the port: exact paths, everything else refused. Frameworks that would listen themselves are given
 * a server that nobody connects to, because a second listener closes the sockets of the first.
 */
export function routeUpgrades(
  server: Server,
  routes: readonly { readonly fits: (path: string) => boolean; readonly handle: UpgradeHandler }[],
  onError: (error: unknown) => void,
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', onError)
    const path = pathOf(request)
    const route = routes.find(({ fits }) => fits(path))
    if (route) route.handle(request, socket, head)
    else refuseUpgrade(socket, 404)
  })
}
