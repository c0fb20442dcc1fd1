import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { registerGuest, request } from '@/lib/protocol-client/rest'
import { startTestServer } from '@/lib/testing/test-server'

const TURN_SECRET = 'a secret that tests share with no relay'

/** A relay that answers every request, until it is stopped. */
async function relay() {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) =>
    socket.send(Buffer.concat([Buffer.from([0x01, 0x01]), message.subarray(2)]), port, address),
  )
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    url: `turn:127.0.0.1:${socket.address().port}`,
    stop: () => new Promise<void>((done) => socket.close(() => done())),
  }
}

test('a relay that stops answering degrades the health of a server that works, and administrators see it', async () => {
  const { url, stop } = await relay()
  const server = await startTestServer({ env: { TURN_URLS: url, TURN_SECRET } })
  onTestFinished(() => server.close())
  const admin = await registerGuest(server.url)
  await server.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [admin.userId])
  const health = async () => {
    const { status, body } = await request(server.url, 'GET', '/health')
    const { status: overall, dependencies } = body as unknown as {
      status: string
      dependencies: { turn?: { status: string } }
    }
    return { status, overall, turn: dependencies.turn?.status }
  }
  const shown = async () => {
    const { body } = await request(server.url, 'GET', '/api/admin/dashboard', { token: admin.token })
    return (body.data as { trouble: { relay: string | null } }).trouble.relay
  }

  expect(await health()).toEqual({ status: 200, overall: 'ok', turn: 'ok' })
  expect(await shown()).toBe('ok')
  await stop()
  expect((await health()).turn, 'asked once in 30 s').toBe('ok')
  await server.clock.advance(30_000)
  expect(await health()).toEqual({ status: 200, overall: 'degraded', turn: 'unavailable' })
  expect(await shown()).toBe('unavailable')
  server.setReady(false)
  expect(await health()).toMatchObject({ status: 503, overall: 'unavailable' })
})

test('a server without relays shows none', async () => {
  const server = await startTestServer()
  onTestFinished(() => server.close())
  const { body } = await request(server.url, 'GET', '/health')
  expect(body).toMatchObject({ status: 'ok' })
  expect((body as unknown as { dependencies: object }).dependencies).not.toHaveProperty('turn')
})
