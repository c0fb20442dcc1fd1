import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { DomainError } from '@/lib/domain/errors'
import { refusalBody } from './refusal'

/** Refuses an upgrade, and ends the connection whether or not the client ends its half: nothing else looks after it. */
export function refuseUpgrade(socket: Duplex, status: number, retryAfterS?: number): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Length: 0',
    ...(retryAfterS === undefined ? [] : [`Retry-After: ${retryAfterS}`]),
  ]
  socket.once('finish', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n`)
}

/** Refuses the request that would begin a polling session. */
export function refusePolling(response: ServerResponse, retryAfter: number): void {
  const body = refusalBody(new DomainError('TOO_MANY_CONNECTIONS', { retryAfter }))
  response
    .writeHead(429, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': String(retryAfter),
    })
    .end(JSON.stringify(body))
}
