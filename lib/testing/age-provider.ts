import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AgeResult } from '@/lib/domain/age-assurance'

export const AGE_SECRET = 'a secret of the age provider'

/** Signs a message as the provider does. */
export function signAge(body: string, now: number, secret = AGE_SECRET): string {
  const seconds = Math.floor(now / 1_000)
  const code = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${code}`
}

/** An age provider that knows what a test tells it. */
export async function startAgeProvider() {
  const references: string[] = []
  const results = new Map<string, AgeResult>()
  let isAway = false
  const server = createServer((request, response) => {
    const isAllowed = request.headers.authorization === `Bearer ${AGE_SECRET}`
    if (!isAllowed || isAway) return void response.writeHead(isAway ? 503 : 401).end()
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      const id = request.url?.split('/').at(-1) ?? ''
      if (request.method === 'GET')
        return void response.end(JSON.stringify({ result: results.get(id) ?? 'pending' }))
      const { reference } = JSON.parse(Buffer.concat(parts).toString()) as { reference: string }
      references.push(reference)
      const made = `check-${references.length}`
      response.end(JSON.stringify({ id: made, url: `https://age.example.org/${made}` }))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** In order of being asked; the first one is `check-1`. */
    references,
    results,
    setAway: (away: boolean) => void (isAway = away),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}
