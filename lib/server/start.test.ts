import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { stopAccepting } from './start'

test('stopping waits for the request under way, and not for its idle connection', async () => {
  const server = createServer({ keepAliveTimeout: 600_000 })
  const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const agent = new Agent({ keepAlive: true })
  const { port } = server.address() as AddressInfo
  const answer = once(get({ port, host: '127.0.0.1', agent }), 'response') as Promise<[IncomingMessage]>
  const [, response] = await asked

  const stopped = stopAccepting(server)()
  let isStopped = false
  void stopped.then(() => (isStopped = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isStopped).toBe(false)
  response.end('the last answer')
  const [answered] = await answer
  answered.resume()
  await stopped
  agent.destroy()
})
