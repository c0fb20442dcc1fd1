import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Guest, post, registerGuest, request } from '@/lib/protocol-client/rest'
import { type Client, connect } from '@/lib/testing/client'
import { type Fleet, startFleet } from '@/lib/testing/fleet'

const databaseServer = process.env.TEST_DATABASE_URL
const redisUrl = process.env.TEST_REDIS_URL
const MATCHING_DELAY_MS = 150
const TOUCH = 'stayed-in-touch'

type Person = Guest & { readonly client: Client }

describe.skipIf(!databaseServer || !redisUrl)(
  'conversations over several processes (needs TEST_DATABASE_URL and TEST_REDIS_URL)',
  () => {
    let fleet: Fleet
    const clients: Client[] = []
    beforeAll(async () => {
      fleet = await startFleet({ size: 2, redisUrl: redisUrl ?? '', databaseServer: databaseServer ?? '' })
    })
    afterAll(() => fleet.close())
    afterEach(() => {
      for (const client of clients.splice(0)) client.disconnect()
    })

    const urlOf = (process: number) => fleet.servers[process]?.url ?? ''
    async function clientOf({ token }: Guest, url: string, how = {}): Promise<Client> {
      const client = await connect(url, token, how)
      clients.push(client)
      return client
    }
    async function personOn(process: number): Promise<Person> {
      const guest = await registerGuest(urlOf(process))
      return { ...guest, client: await clientOf(guest, urlOf(process)) }
    }
    let made = 0
    async function memberOn(process: number, role = 'user'): Promise<Guest> {
      const email = `member-${(made += 1)}@example.org`
      const more = { email, password: 'a long enough password', displayName: `Member ${made}` }
      const guest = await registerGuest(urlOf(process), more)
      await fleet.sql('UPDATE users SET role = $2 WHERE id = $1', [guest.userId, role])
      return guest
    }

    /** Ann on the first process and Bob on the second, in a session. */
    async function chat() {
      const [ann, bob] = [await personOn(0), await personOn(1)]
      for (const { client } of [ann, bob])
        expect(await client.ask('join_text_queue')).toMatchObject({ success: true })
      await fleet.clock.advance(MATCHING_DELAY_MS)
      const [found] = await Promise.all([ann, bob].map(({ client }) => client.next('text_match_found')))
      return { ann, bob, sessionId: String(found?.roomId).replace('text_room_', '') }
    }
    async function conversationsOf(...people: readonly Guest[]): Promise<readonly unknown[]> {
      const ids = people.map(({ userId }) => userId)
      const key = `chat:${ids.toSorted().join(':')}`
      const { rows } = (await fleet.sql('SELECT id FROM conversations WHERE key = $1', [key])) as {
        rows: unknown[]
      }
      return rows
    }

    test('what somebody hides on one process, the other one tells nobody from the answer on', async () => {
      const [ann, bob] = [await memberOn(0, 'agent'), await memberOn(1)]
      const body = { name: 'a channel', memberIds: [bob.userId] }
      const channel = await post(urlOf(0), '/api/channels', body, ann.token)
      const { conversationId } = channel.body.data as { conversationId: string }
      const [writer, reader] = [
        await clientOf(ann, urlOf(0)),
        await clientOf(bob, urlOf(1), { namespace: '/chat' }),
      ]
      const write = async () => {
        const sent = await writer.ask('message:send', { roomId: conversationId, message: 'hello' })
        return (sent['message'] as { id: string }).id
      }
      const typeAndRead = async (message_id: string) => {
        await reader.ask('typing:start', { conversation_id: conversationId })
        await reader.ask('typing:stop', { conversation_id: conversationId })
        await reader.ask('message:read', { message_id })
      }
      await typeAndRead(await write())
      expect(await writer.next('typing:start')).toMatchObject({ userId: bob.userId })
      expect(await writer.next('message:status')).toMatchObject({ status: 'read', userId: bob.userId })

      // Asked of the process on which neither connection of Bob's is.
      const hide = (shown: boolean) =>
        request(urlOf(0), 'PUT', '/api/v1/privacy', {
          token: bob.token,
          body: {
            read_receipts_enabled: shown,
            delivery_receipts_enabled: shown,
            typing_indicators_enabled: shown,
          },
        })
      expect((await hide(false)).status).toBe(200)
      const count = () => writer.count('typing:start') + writer.count('message:status')
      const before = count()
      await fleet.clock.advance(2_000)
      await typeAndRead(await write())
      // A message of Bob's comes after whatever would have been told of him.
      await reader.ask('message:send', { conversation_id: conversationId, content: 'after it' })
      await expect.poll(() => writer.count('message:new'), { timeout: 10_000 }).toBe(1)
      expect(count()).toBe(before)

      expect((await hide(true)).status).toBe(200)
      await fleet.clock.advance(2_000)
      await typeAndRead(await write())
      await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(before + 1)
    })

    test('two who want to stay in touch at the same time, on two processes, have one conversation', async () => {
      const { ann, bob, sessionId } = await chat()
      const both = [ann, bob]
      const answers = await Promise.all(
        both.flatMap(({ client }) => [1, 2].map(() => client.ask('stay-in-touch', { sessionId }))),
      )
      expect(answers).toEqual(answers.map(() => ({ success: true })))
      const [hers, his] = await Promise.all(both.map(({ client }) => client.next(TOUCH)))
      expect(hers).toMatchObject({ userId: bob.userId })
      expect(his).toMatchObject({ userId: ann.userId, conversationId: hers?.['conversationId'] })
      expect(await conversationsOf(ann, bob)).toEqual([{ id: hers?.['conversationId'] }])
    })

    test('what one wanted outlives the process on which they said so', async () => {
      const { ann, bob, sessionId } = await chat()
      const second = await fleet.add()
      const hers = await clientOf(ann, second.url)
      expect(await hers.ask('stay-in-touch', { sessionId })).toEqual({ success: true })
      hers.disconnect()
      await hers.closed()
      await second.close()
      await bob.client.settled()
      expect(bob.client.count(TOUCH)).toBe(0)
      const third = await fleet.add()
      const his = await clientOf(bob, third.url)
      expect(await his.ask('stay-in-touch', { sessionId })).toEqual({ success: true })
      expect(await his.next(TOUCH)).toMatchObject({ userId: ann.userId })
      expect(await ann.client.next(TOUCH)).toMatchObject({ userId: bob.userId })
      expect(await conversationsOf(ann, bob)).toHaveLength(1)
    })
  },
)
