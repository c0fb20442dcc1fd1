import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import Negotiator from 'negotiator'
import { pathOf } from './request-path'

const PREFIX = '/frame-check/'
const PACKED = '.gz'
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/**
 * A worker obeys the policy of its own answer, not its page's: this one may compile WebAssembly and fetch its model from
 * here, and send nothing anywhere else.
 *
 * @see HTML, "run a worker"; Content Security Policy Level 3, "'wasm-unsafe-eval'"
 */
const HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`,
  vary: 'Accept-Encoding',
} as const

/**
 * Serves the worker that checks received pictures on people's devices, with its model, from the build that this server
 * runs from. Their folder is named by their content, so that browsers keep them for good.
 *
 * @param nextDistDir - Next's build, absolute or relative to the current folder; without such files nothing is served.
 */
export function createFrameCheckFiles(nextDistDir: string) {
  const folder = join(nextDistDir, 'frame-check')
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const packed = names.filter((name) => name.endsWith(PACKED)).map((name) => name.replaceAll('\\', '/'))
  const files = new Set(packed.map((name) => PREFIX + name.slice(0, -PACKED.length)))
  return {
    fits: (path: string) => files.has(path),
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const path = pathOf(request)
      const isPacked = new Negotiator(request).encodings(['gzip', 'identity'])[0] === 'gzip'
      const content = await readFile(join(folder, path.slice(PREFIX.length) + (isPacked ? PACKED : '')))
      response
        .writeHead(200, {
          ...HEADERS,
          'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
          'content-length': content.length,
          ...(isPacked && { 'content-encoding': 'gzip' }),
        })
        .end(request.method === 'HEAD' ? undefined : content)
    },
  }
}
