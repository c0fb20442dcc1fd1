import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Guest, post, registerGuest } from '@/lib/protocol-client/rest'
import { type Client, connect } from '@/lib/testing/client'
import { type Fleet, startFleet } from '@/lib/testing/fleet'

const databaseServer = process.env.TEST_DATABASE_URL
const redisUrl = process.env.TEST_REDIS_URL

describe.skipIf(!databaseServer || !redisUrl)(
  'several processes (needs TEST_DATABASE_URL and TEST_REDIS_URL)',
  () => {
    let fleet: Fleet
    beforeAll(async () => {
      fleet = await startFleet({ size: 2, redisUrl: redisUrl ?? '', databaseServer: databaseServer ?? '' })
    })
    afterAll(() => fleet.close())

    const server = (process: number) => {
      const one = fleet.servers[process]
      if (!one) throw new Error(`There is no process ${process}`)
      return one
    }
    let made = 0
    async function personOn(process: number, role = 'user'): Promise<Guest & { client: Client }> {
      const email = `person-${(made += 1)}@example.org`
      const account = { email, password: 'a long enough password', displayName: `Person ${made}` }
      const guest = await registerGuest(server(process).url, account)
      await fleet.sql('UPDATE users SET role = $2 WHERE id = $1', [guest.userId, role])
      const client = await connect(server(process).url)
      expect(await client.ask('authenticate', guest.token)).toMatchObject({ success: true })
      return { ...guest, client }
    }

    test('what one process emits and broadcasts reaches people on the other one, and is counted once each', async () => {
      const [chief, ann] = [await personOn(0, 'admin'), await personOn(1)]
      const telehealth = await connect(server(1).url, ann.token)
      await telehealth.next('connected')
      server(0).runtime.runtime.emit.toUser(ann.userId, 'news', { of: 'ann' })
      server(0).runtime.runtime.emit.toAll('maintenance', { at: 'noon' })
      expect(await telehealth.next('news')).toEqual({ of: 'ann' })
      expect(await telehealth.next('maintenance')).toEqual({ at: 'noon' })
      const { broadcastId } = await chief.client.ask('system_broadcast', {
        message: 'hello',
        priority: 'low',
      })
      for (const { client } of [chief, ann])
        expect(await client.next('system_broadcast_received')).toMatchObject({ broadcastId })
      await fleet.clock.advance(1_000)
      const rows = await fleet.sql('SELECT reached FROM broadcasts WHERE id = $1', [broadcastId])
      expect(rows).toMatchObject({ rows: [{ reached: 2 }] })
      for (const client of [chief.client, ann.client, telehealth]) client.disconnect()
    })

    test('any process knows who types, and who is there, whichever process they are on', async () => {
      const [ann, bob] = [await personOn(0, 'agent'), await personOn(1)]
      const body = { name: 'a channel', memberIds: [bob.userId] }
      const channel = await post(server(0).url, '/api/channels', body, ann.token)
      const { channelId } = channel.body.data as { channelId: string }
      await ann.client.ask('chat:typing', { channelId, isTyping: true })
      const { figures } = server(1).runtime.runtime
      expect(await figures.typingText(channelId, bob.userId)).toMatch(/^Person \d+ is typing\.\.\.$/)
      await fleet.clock.advance(3_000)
      expect(await figures.typingText(channelId, bob.userId)).toBe('')
      const elsewhere = await connect(server(1).url)
      await elsewhere.ask('authenticate', ann.token)
      await fleet.clock.advance(60_000)
      await server(0).runtime.runtime.figures.activityOf(ann.userId) // written by then
      expect(await figures.activityOf(ann.userId)).toMatchObject({
        total_sessions: 1,
        total_online_time_minutes: 1,
      })
      for (const client of [ann.client, bob.client, elsewhere]) client.disconnect()
    })
  },
)
