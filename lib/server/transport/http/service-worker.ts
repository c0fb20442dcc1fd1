import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

const PATH = '/sw.js'

/** Browsers ask for it at every visit and compare; it may fetch from here, and do nothing else. */
const HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': `default-src 'none'; connect-src 'self'`,
} as const

/**
 * Serves the service worker that belongs to the build this server runs from; a folder without one has none
 * to offer, as in development.
 *
 * @param nextDistDir - Next's build, absolute or relative to the current folder.
 */
export function createServiceWorker(nextDistDir: string) {
  const file = join(nextDistDir, 'sw.js')
  const isBuilt = existsSync(file)
  return {
    fits: (path: string) => isBuilt && path === PATH,
    async handle({ method }: IncomingMessage, response: ServerResponse): Promise<void> {
      if (method !== 'GET' && method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end()
        return
      }
      const script = await readFile(file)
      response
        .writeHead(200, { ...HEADERS, 'content-length': script.length })
        .end(method === 'HEAD' ? undefined : script)
    },
  }
}
