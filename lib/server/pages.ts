import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readdirSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import next from 'next'
import type { Env } from './env'

/**
 * Next behind our own server. It listens for upgrades on the server it is given: that one is a decoy without connections,
 * because a second listener would close the sockets of the first.
 */
export async function createPages({ production, port, host, publicUrl }: Env) {
  tellNextAuth(publicUrl)
  const decoy = createServer()
  const app = next({ dev: !production, httpServer: decoy, port, hostname: host ?? 'localhost' })
  await app.prepare()
  const handle = app.getRequestHandler()
  const files = filesIn('public')

  return {
    handle: (request: IncomingMessage, response: ServerResponse) => {
      if (!isRouterState(request.headers[ROUTER_STATE])) delete request.headers[ROUTER_STATE]
      return handle(request, response)
    },
    /** Whether a path is one of the files in `public/`. */
    isFile: (path: string) => files.has(path),
    /** Hot reload's own WebSocket; there is none in production. */
    hotReload: {
      fits: (path: string) => !production && path.startsWith('/_next/'),
      handle: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
        void decoy.emit('upgrade', request, socket, head),
    },
    close: () => app.close(),
  }
}

const ROUTER_STATE = 'next-router-state-tree'

/** What its own router sends is a list. Next fails at anything else, and would answer with an error of ours. */
function isRouterState(header: string | string[] | undefined): boolean {
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(String(header))))
  } catch {
    return false
  }
}

/** The paths of a folder's files, as they are asked for. */
function filesIn(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Set(names.map((name) => `/${name.replaceAll('\\', '/')}`))
}

/** next-auth reads where it is from the environment only; without PUBLIC_URL it goes by the request's own host. */
function tellNextAuth(publicUrl: string | undefined): void {
  if (publicUrl === undefined) process.env.AUTH_TRUST_HOST = '1'
  else process.env.NEXTAUTH_URL = publicUrl
}
