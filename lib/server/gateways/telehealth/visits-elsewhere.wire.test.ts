import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post, registerGuest, request } from '@/lib/protocol-client/rest'
import { KEEPS_POSITION_MS } from '@/lib/domain/visits/visit'
import { type Client, connect } from '@/lib/testing/client'
import { type Fleet, startFleet } from '@/lib/testing/fleet'

const databaseServer = process.env.TEST_DATABASE_URL
const redisUrl = process.env.TEST_REDIS_URL

describe.skipIf(!databaseServer || !redisUrl)(
  'visits on two processes (needs TEST_DATABASE_URL and TEST_REDIS_URL)',
  () => {
    let fleet: Fleet
    const clients: Client[] = []
    beforeAll(async () => {
      fleet = await startFleet({ size: 2, redisUrl: redisUrl ?? '', databaseServer: databaseServer ?? '' })
    })
    afterAll(async () => {
      for (const client of clients) client.disconnect()
      await fleet.close()
    })

    const urlOf = (process: number) => fleet.servers[process]?.url ?? ''
    async function clientOn(process: number, token: string): Promise<Client> {
      const client = await connect(urlOf(process), token)
      clients.push(client)
      return client
    }
    async function person(process: number, role: 'user' | 'agent') {
      const guest = await registerGuest(urlOf(process))
      await fleet.sql('UPDATE users SET role = $2 WHERE id = $1', [guest.userId, role])
      return { ...guest, client: await clientOn(process, guest.token) }
    }

    /** The host on the first process, and two who wait on the second. */
    async function practice() {
      const [doctor, ann, bob] = [await person(0, 'agent'), await person(1, 'user'), await person(1, 'user')]
      const body = { participantIds: [ann.userId, bob.userId], waitingRoom: true }
      const made = await post(urlOf(0), '/api/v1/visits', body, doctor.token)
      const { visitId } = made.body.data as { visitId: string }
      const roomId = `visit:${visitId}`
      for (const { client } of [ann, bob])
        expect(await client.ask('room:join', { roomId })).toMatchObject({ waiting: true })
      return { doctor, ann, bob, visitId, roomId }
    }

    test('who waits on another process is admitted, moves up, and hears the visit and its end', async () => {
      const { doctor, ann, bob, visitId, roomId } = await practice()
      for (const length of [1, 2]) {
        const { waiting } = await doctor.client.next('visit:waiting')
        expect(waiting).toHaveLength(length)
      }
      await bob.client.next('visit:waiting')
      expect(await doctor.client.ask('visit:admit', { visitId })).toMatchObject({ userId: ann.userId })
      expect(await ann.client.next('visit:admitted')).toMatchObject({ visitId, userId: ann.userId })
      expect(await bob.client.next('visit:waiting')).toMatchObject({ position: 1 })
      expect(await ann.client.ask('room:join', { roomId })).toMatchObject({ participantCount: 2 })
      await doctor.client.ask('message:send', { visitId, message: 'come in' })
      expect(await ann.client.next('message:new')).toMatchObject({ message: 'come in' })
      await request(urlOf(0), 'POST', `/api/v1/visits/${visitId}/end`, { token: doctor.token })
      for (const { client } of [doctor, ann, bob])
        expect(await client.next('visit:over')).toMatchObject({ visitId })
      expect(bob.client.count('message:new')).toBe(0)
    })

    test('who comes back on another process keeps the position', async () => {
      const { doctor, ann, bob, visitId, roomId } = await practice()
      ann.client.disconnect()
      const back = await clientOn(0, ann.token)
      expect(await back.ask('room:join', { roomId })).toMatchObject({ waiting: true, position: 1 })
      await fleet.clock.advance(KEEPS_POSITION_MS)
      const { body } = await request(urlOf(1), 'GET', `/api/v1/visits/${visitId}`, { token: doctor.token })
      const { waiting } = body.data as { waiting: { userId: string }[] }
      expect(waiting.map(({ userId }) => userId)).toEqual([ann.userId, bob.userId])
    })
  },
)
