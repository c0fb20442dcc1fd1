import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as ask } from 'node:https'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Client, connect } from '@/lib/testing/client'
import { registerGuest } from '@/lib/protocol-client/rest'
import { type Fleet, startFleet } from '@/lib/testing/fleet'
import { freePort } from '@/scripts/testing/free-port.mjs'
import { findProxy, selfSigned, startProxy } from '@/scripts/testing/haproxy.mjs'
import { temporaryFolder } from '@/scripts/testing/throwaway.mjs'

const databaseServer = process.env.TEST_DATABASE_URL
const redisUrl = process.env.TEST_REDIS_URL
const certificate = findProxy() && selfSigned(temporaryFolder('certificate'))
const MATCHING_DELAY_MS = 150
/** The proxy asks each process every 2 s. */
const PATIENCE_MS = 15_000

describe.skipIf(!databaseServer || !redisUrl || !certificate)(
  'two processes behind the proxy of the compose file (needs TEST_DATABASE_URL, TEST_REDIS_URL, haproxy, openssl)',
  () => {
    let fleet: Fleet
    let stopProxy: (() => Promise<void>) | undefined
    let url = ''
    const clients: Client[] = []

    beforeAll(async () => {
      fleet = await startFleet({
        size: 2,
        redisUrl: redisUrl ?? '',
        databaseServer: databaseServer ?? '',
        env: { TRUST_PROXY: '1' },
      })
      const port = await freePort()
      const ports = fleet.servers.map((server) => Number(new URL(server.url).port))
      stopProxy = await startProxy({ port, ports, certificate })
      url = `https://127.0.0.1:${port}`
      await vi.waitFor(async () => expect((await get('/livez')).statusCode).toBe(200), PATIENCE_MS)
    })
    afterAll(async () => {
      await stopProxy?.()
      await fleet.close()
    })
    afterEach(async () => {
      for (const client of clients.splice(0)) client.disconnect()
      await vi.waitFor(() => expect(connections()).toEqual([0, 0]), PATIENCE_MS)
    })

    const connections = () => fleet.servers.map((server) => server.connections())

    async function get(path: string, options: object = {}): Promise<IncomingMessage> {
      const sent = ask(url + path, { rejectUnauthorized: false, agent: false, ...options }).end()
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      response.resume()
      return response
    }

    async function clientBy(transport: 'polling' | 'websocket', token: string): Promise<Client> {
      const how = {
        transports: [transport],
        rejectUnauthorized: false,
        withCredentials: transport === 'polling',
      }
      const client = await connect(url, token, how)
      clients.push(client)
      return client
    }

    const crowd = async (transport: 'polling' | 'websocket') => {
      const guests = await Promise.all(
        Array.from({ length: 6 }, () => registerGuest(fleet.servers[0]?.url ?? '')),
      )
      return Promise.all(guests.map((guest) => clientBy(transport, guest.token)))
    }

    test.each(['polling', 'websocket'] as const)('people on both processes chat by %s', async (transport) => {
      const people = await crowd(transport)
      // The proxy counts open requests: a WebSocket stays one, between two polls there is none.
      if (transport === 'websocket') expect(connections()).toEqual([3, 3])
      else expect(Math.min(...connections())).toBeGreaterThan(0)
      for (const client of people) await client.ask('join_text_queue')
      await fleet.clock.advance(MATCHING_DELAY_MS)
      await Promise.all(people.map((client) => client.next('text_match_found')))
      const content = randomBytes(8).toString('hex')
      for (const client of people)
        expect(await client.ask('send_text_message', { content })).toMatchObject({ success: true })
      for (const client of people) {
        for (const _ of ['mine', 'theirs'])
          expect(await client.next('text_message_received')).toMatchObject({ content })
      }
      for (const client of people) client.emit('leave_text_room')
      await Promise.all(people.map((client) => client.next('text_room_ended')))
    })

    test('a browser is kept on its process by a cookie that scripts cannot read', async () => {
      const { headers } = await get('/livez')
      expect(headers['set-cookie']).toEqual([
        expect.stringMatching(/^omegoo_node=\w+; path=\/; HttpOnly; Secure; SameSite=Lax$/),
      ])
    })

    test('metrics and the developers’ outbox are not public', async () => {
      expect((await get('/metrics')).statusCode).toBe(404)
      expect((await get('/api/dev/outbox')).statusCode).toBe(404)
    })

    test('a process that is not ready gets no new clients, and keeps those it has', async () => {
      const people = await crowd('websocket')
      const [leaving, staying] = fleet.servers
      leaving?.setReady(false)
      const guest = await registerGuest(staying?.url ?? '')
      await vi.waitFor(async () => {
        const before = staying?.connections() ?? 0
        const all = [await clientBy('websocket', guest.token), await clientBy('websocket', guest.token)]
        const after = staying?.connections()
        for (const client of all) client.disconnect()
        await vi.waitFor(() => expect(connections()).toEqual([3, 3]), PATIENCE_MS)
        expect(after).toBe(before + 2)
      }, PATIENCE_MS)
      expect(people.every(({ socket }) => socket.connected)).toBe(true)
      leaving?.setReady(true)
    })
  },
)
