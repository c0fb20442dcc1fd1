import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasRedisServer, startTestRedis, type TestRedis } from '@/lib/server/adapters/redis/redis.fixture'
import { type Client, connect } from '@/lib/testing/client'
import { newAddress, newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { type Fleet, startFleet } from '@/lib/testing/fleet'

const databaseServer = process.env.TEST_DATABASE_URL
const PATIENCE_MS = 15_000
const times = async <T>(count: number, job: (index: number) => Promise<T>): Promise<T[]> => {
  const all: T[] = []
  for (let index = 0; index < count; index += 1) all.push(await job(index))
  return all
}

describe.skipIf(!databaseServer || !hasRedisServer)(
  'limits of two processes (needs TEST_DATABASE_URL and redis-server)',
  () => {
    let redis: TestRedis
    let fleet: Fleet
    const clients: Client[] = []
    const logged: string[] = []

    beforeAll(async () => {
      redis = await startTestRedis()
      fleet = await startFleet({
        size: 2,
        redisUrl: redis.url,
        databaseServer: databaseServer ?? '',
        env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1' },
        onError: () => undefined, // background work fails while Redis is away
        onLog: (line) => void logged.push(line),
      })
    })
    afterEach(() => clients.splice(0).forEach((client) => client.disconnect()))
    afterAll(async () => {
      await fleet.close()
      await redis.stop()
    })

    const urlOf = (process: number) => fleet.servers[process % 2]?.url ?? ''
    const login = async (process: number, address: string, body: object) =>
      (
        await request(urlOf(process), 'POST', '/api/auth/login', {
          body,
          headers: { 'x-forwarded-for': address },
        })
      ).status

    test('an address, a named account and an account’s sockets are counted by both together', async () => {
      const address = newAddress()
      expect(await times(6, (index) => login(index, address, {}))).toEqual([400, 400, 400, 400, 400, 429])

      const named = { email: 'unknown@example.org', password: 'wrong' }
      const byNobody = await times(6, (index) => login(index, newAddress(), named))
      expect(byNobody).toEqual([401, 401, 401, 401, 401, 429])

      const ann = await registerGuest(urlOf(0))
      const sockets = await times(4, async (index) => {
        const client = await connect(urlOf(index), ann.token)
        clients.push(client)
        return client
      })
      const joins = await times(31, (index) => (sockets[index % 4] as Client).ask('join_text_queue'))
      expect(joins.filter(({ success }) => success)).toHaveLength(30)
      expect(joins.at(-1)).toMatchObject({ success: false, code: 1003 })
    })

    test('ten sockets an account, wherever they are: the next closes the oldest on the other process', async () => {
      const { token } = await registerGuest(urlOf(0))
      const sockets = await times(12, async (index) => {
        const client = await connect(urlOf(index), token)
        clients.push(client)
        return client
      })
      for (const one of sockets.slice(0, 2)) {
        expect(await one.closed()).toBe('io server disconnect')
        expect(one.received.at(-1)).toMatchObject({ event: 'error', data: { code: 9010 } })
      }
      for (const one of sockets.slice(2)) await one.settled()
      expect(sockets.map(({ socket }) => socket.connected)).toEqual([false, false, ...Array(10).fill(true)])
    })

    test('while Redis is away each process counts by itself, and nothing is unlimited', async () => {
      await redis.stop()
      await vi.waitFor(
        () => expect(logged.filter((line) => line.includes('is lost'))).toHaveLength(2),
        PATIENCE_MS,
      )
      const address = newAddress()
      const guess = () => ({ deviceFingerprint: newDevice() })
      for (const process of [0, 1]) {
        const answers = await times(6, () => login(process, address, guess()))
        expect(answers).toEqual([401, 401, 401, 401, 401, 429])
      }
    })
  },
)
