import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createAlertWebhook } from './alert-webhook'

const SECRET = 'a secret of the tests'

async function receive(status: number, headers: Record<string, string> = {}) {
  const received: { body: string; signature: string; delivery: string }[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { 'omegoo-signature': signature, 'omegoo-delivery': delivery } = request.headers
      received.push({ body, signature: String(signature), delivery: String(delivery) })
      response.writeHead(status, headers).end('thank you')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`
  const webhook = createAlertWebhook({ url, secret: SECRET })
  const post = () =>
    webhook.post({ id: '7', body: '{"a":1}', at: 1_700_000_000_123 }, AbortSignal.timeout(20_000))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { received, post, close }
}

test('an alert arrives with its number, and a signature over its time and its very text', async () => {
  const { received, post, close } = await receive(204)
  await post()
  const v1 = createHmac('sha256', SECRET).update('1700000000.{"a":1}').digest('hex')
  expect(received).toEqual([{ body: '{"a":1}', signature: `t=1700000000,v1=${v1}`, delivery: '7' }])
  close()
})

test.each([500, 404, 302])('an answer of %i is a failure, and is not followed', async (status) => {
  const { received, post, close } = await receive(status, { location: '/elsewhere' })
  await expect(post()).rejects.toThrow()
  expect(received).toHaveLength(1)
  close()
})
