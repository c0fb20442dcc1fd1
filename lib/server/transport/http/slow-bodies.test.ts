import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { limitDuration } from './slow-bodies'

const PAUSE_MS = 100
const DURATIONS = { bringsFile: true, timeoutMs: 10_000, pauseMs: PAUSE_MS }

test('what has arrived is worked on for longer than an upload may pause, and is answered', async () => {
  const server = createServer((request, response) => {
    limitDuration(request, response, DURATIONS, () => undefined)
    request.resume().once('end', () => void setTimeout(() => response.end('done'), 4 * PAUSE_MS))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  try {
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'a picture' })
    expect(await answer.text()).toBe('done')
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
