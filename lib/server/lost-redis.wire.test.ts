import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { isOutage } from '@/lib/server/failures'
import { hasRedisServer, startTestRedis, type TestRedis } from '@/lib/server/adapters/redis/redis.fixture'
import { type Client, connect } from '@/lib/testing/client'
import { type Guest, post, registerGuest } from '@/lib/protocol-client/rest'
import { type Fleet, startFleet } from '@/lib/testing/fleet'

const databaseServer = process.env.TEST_DATABASE_URL
const MATCHING_DELAY_MS = 150
const PATIENCE_MS = 15_000

type Person = Guest & { readonly client: Client; readonly process: number }

describe.skipIf(!databaseServer || !hasRedisServer)(
  'a Redis that is killed and comes back empty (needs TEST_DATABASE_URL and redis-server)',
  () => {
    let redis: TestRedis
    let fleet: Fleet
    const clients: Client[] = []
    const logged: string[] = []
    const failed: unknown[] = []
    const noticed: string[] = []
    const unhandled: unknown[] = []
    const onUnhandled = (error: unknown) => void unhandled.push(error)

    beforeAll(async () => {
      process.on('unhandledRejection', onUnhandled)
      redis = await startTestRedis()
      fleet = await startFleet({
        size: 2,
        redisUrl: redis.url,
        databaseServer: databaseServer ?? '',
        onError: (error) => void failed.push(error),
        onLog: (line) => void logged.push(line),
      })
      for (const { runtime } of fleet.servers)
        runtime.bus.on('failure.noticed', ({ kind }) => void noticed.push(kind))
    })
    afterEach(() => {
      for (const client of clients.splice(0)) client.disconnect()
      for (const list of [logged, failed, noticed]) list.length = 0
    })
    afterAll(async () => {
      await fleet.close()
      await redis.stop()
      process.off('unhandledRejection', onUnhandled)
    })

    const urlOf = (process: number) => fleet.servers[process]?.url ?? ''
    const live = (process: number) => fleet.servers[process]?.runtime.services.live()

    /** Reconnects when its connection breaks, as Socket.IO's clients do. */
    async function personOn(process: number): Promise<Person> {
      const guest = await registerGuest(urlOf(process))
      const how = { reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 50 }
      const client = await connect(urlOf(process), guest.token, how)
      clients.push(client)
      return { ...guest, process, client }
    }

    async function meet(people: readonly [Person, Person]): Promise<string> {
      for (const { client } of people) {
        // A returning client has the connection a moment before it counts as here again.
        await vi.waitFor(async () =>
          expect(await client.ask('join_text_queue')).toMatchObject({ success: true }),
        )
      }
      await fleet.clock.advance(MATCHING_DELAY_MS)
      const [a, b] = await Promise.all(people.map(({ client }) => client.next('text_match_found')))
      expect(a?.roomId).toBe(b?.roomId)
      return String(a?.roomId)
    }

    async function meetGenerically(people: readonly [Person, Person]): Promise<string> {
      for (const { client } of people)
        await client.ask('join-queue', { preferences: { chatType: 'text', minTier: 0 } })
      await fleet.clock.advance(MATCHING_DELAY_MS)
      const [a, b] = await Promise.all(people.map(({ client }) => client.next('match-found')))
      expect(a?.sessionId).toBe(b?.sessionId)
      return String(a?.sessionId)
    }

    /** Time passes, until what is to come has come. */
    async function until(check: () => Promise<void> | void): Promise<void> {
      await vi.waitFor(
        async () => {
          await fleet.clock.advance(100)
          await check()
        },
        { timeout: PATIENCE_MS, interval: 20 },
      )
    }

    /** Watches from now on whether these people connect anew. Each process closes its own in its own time, by the test's clock. */
    function allBack(people: readonly Person[]): () => Promise<void> {
      const back = new Set<Person>()
      for (const person of people) person.client.socket.once('connect', () => back.add(person))
      return () => until(() => expect(back.size).toBe(people.length))
    }

    test('reaches all who chatted or waited, and everything works again', async () => {
      const talking = [await personOn(0), await personOn(1)] as const
      const generic = [await personOn(0), await personOn(1)] as const
      const waiting = await personOn(1)
      const room = await meet(talking)
      const session = await meetGenerically(generic)
      expect(await waiting.client.ask('join_text_queue')).toMatchObject({ success: true })
      await until(() => expect(live(0)).toMatchObject({ online: 5, waiting: 1, talking: 4 }))
      const everyone = [...talking, ...generic, waiting]
      const backAgain = allBack(everyone)

      await redis.restart()
      await backAgain()
      for (const { client } of generic) {
        expect(await client.next('session-ended')).toEqual({ sessionId: session, reason: 'timeout' })
        expect(client.count('session-ended')).toBe(1)
      }
      for (const { client } of talking) {
        expect(await client.ask('attempt_text_reconnect')).toMatchObject({ success: false, code: 3002 })
        expect(await client.next('text_reconnect_failed')).toHaveProperty('reason')
      }
      await until(() => {
        for (const process of [0, 1])
          expect(live(process)).toEqual({ online: everyone.length, waiting: 0, talking: 0 })
      })
      const next = await meet([talking[0], waiting])
      expect(next).not.toBe(room)
      await talking[0].client.ask('send_text_message', { content: 'hello again' })
      expect(await waiting.client.next('text_message_received')).toMatchObject({ content: 'hello again' })
      expect(noticed).toEqual([])
      expect(unhandled).toEqual([])
    })

    test('causes refusals that ask to try again, and two lines of log for each process', async () => {
      const talking = [await personOn(0), await personOn(1)] as const
      await meet(talking)
      const wish = { preferences: { chatType: 'text', minTier: 0 } }
      await redis.stop()
      await vi.waitFor(() => expect(logged.filter((line) => line.includes('is lost'))).toHaveLength(2))
      await fleet.clock.advance(5_000)
      expect(failed.length).toBeGreaterThan(50)
      expect(failed.every(isOutage)).toBe(true)
      for (const { client } of talking) {
        const refused = await client.ask('send_text_message', { content: 'is anyone there' })
        expect(refused).toMatchObject({ success: false, error: expect.stringMatching(/try again/i) })
      }
      const answer = await post(urlOf(0), '/api/chat/find-match', wish, talking[0].token)
      expect(answer.status).toBe(503)
      expect(noticed).toEqual([])

      const backAgain = allBack(talking)
      await redis.restart()
      await until(() => expect(logged.filter((line) => line.endsWith('is back'))).toHaveLength(2))
      await backAgain()
      await meet(talking)
      expect(logged).toHaveLength(4)
      expect(noticed).toEqual([])
      expect(unhandled).toEqual([])
    })
  },
)
