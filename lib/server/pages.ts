import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import next from 'next'
import type { Env } from './env'

/**
 * Next behind our own server. It listens for upgrades on the server it is given: that one is a decoy which nobody connects to,
 * because a second listener would close the sockets of the first.
 */
export async function createPages({ production, port, host, publicUrl }: Env) {
  tellNextAuth(publicUrl)
  const decoy = createServer()
  const app = next({ dev: !production, httpServer: decoy, port, hostname: host ?? 'localhost' })
  await app.prepare()
  const handle = app.getRequestHandler()

  return {
    handle: (request: IncomingMessage, response: ServerResponse) => handle(request, response),
    /** Hot reload's own WebSocket; there is none in production. */
    hotReload: {
      fits: (path: string) => !production && path.startsWith('/_next/'),
      handle: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
        void decoy.emit('upgrade', request, socket, head),
    },
    close: () => app.close(),
  }
}

/** next-auth reads where it is from the environment only; without PUBLIC_URL it goes by the request's own host. */
function tellNextAuth(publicUrl: string | undefined): void {
  if (publicUrl === undefined) process.env.AUTH_TRUST_HOST = '1'
  else process.env.NEXTAUTH_URL = publicUrl
}
