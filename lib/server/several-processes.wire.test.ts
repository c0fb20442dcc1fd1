import { AVOID_REMEMBERED_MS } from '@/lib/domain/matching'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Client, connect } from '@/lib/testing/client'
import { type Guest, post, registerGuest, request } from '@/lib/protocol-client/rest'
import { type Fleet, startFleet } from '@/lib/testing/fleet'

const databaseServer = process.env.TEST_DATABASE_URL
const redisUrl = process.env.TEST_REDIS_URL
const MATCHING_DELAY_MS = 150
/** Figures are up to a second old. */
const PATIENCE_MS = 10_000

type Person = Guest & { readonly client: Client; readonly process: number }

describe.skipIf(!databaseServer || !redisUrl)(
  'several processes (needs TEST_DATABASE_URL and TEST_REDIS_URL)',
  () => {
    let fleet: Fleet
    const clients: Client[] = []
    beforeAll(async () => {
      fleet = await startFleet({ size: 2, redisUrl: redisUrl ?? '', databaseServer: databaseServer ?? '' })
    })
    afterAll(() => fleet.close())
    afterEach(async () => {
      for (const client of clients.splice(0)) client.disconnect()
      await vi.waitFor(async () => {
        await fleet.clock.advance(100) // figures are as of the last count of the queue
        expect(live()).toMatchObject({ online: 0, waiting: 0 })
      }, PATIENCE_MS)
    })

    const live = () => fleet.servers[0]?.runtime.services.live()
    const urlOf = (process: number) => fleet.servers[process]?.url ?? ''

    async function clientOn(process: number, token: string, how = {}): Promise<Client> {
      const client = await connect(urlOf(process), token, how)
      clients.push(client)
      return client
    }

    async function personOn(process: number): Promise<Person> {
      const guest = await registerGuest(urlOf(process))
      return { ...guest, process, client: await clientOn(process, guest.token) }
    }

    /** Ann on the first process and Bob on the second, in a session. */
    async function chat() {
      const [ann, bob] = [await personOn(0), await personOn(1)]
      for (const { client } of [ann, bob])
        expect(await client.ask('join_text_queue')).toMatchObject({ success: true })
      await fleet.clock.advance(MATCHING_DELAY_MS)
      const [a, b] = [await ann.client.next('text_match_found'), await bob.client.next('text_match_found')]
      expect(a.roomId).toBe(b.roomId)
      return { ann, bob, annId: b.partnerId, bobId: a.partnerId, roomId: String(a.roomId) }
    }

    const send = ({ client }: Person, content: string) => client.ask('send_text_message', { content })

    test('people are paired, exchange messages in order, see typing, and receive the end', async () => {
      const { ann, bob, annId, bobId, roomId } = await chat()
      const contents = ['one', 'two', 'three', 'four']
      for (const [index, content] of contents.entries()) {
        const [from, to, senderId] = index % 2 === 0 ? [ann, bob, annId] : [bob, ann, bobId]
        expect(await send(from, content)).toMatchObject({ success: true, delivered: true, seq: index + 1 })
        const received = await to.client.next('text_message_received')
        expect(received).toMatchObject({ content, seq: index + 1, senderId, roomId })
        await from.client.next('text_message_received')
      }
      ann.client.emit('text_typing_start')
      expect(await bob.client.next('text_partner_typing')).toMatchObject({ isTyping: true })
      bob.client.emit('leave_text_room')
      expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
      expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'user_left', roomId })
    })

    test('a participant who loses the connection resumes on another process with the missed messages', async () => {
      const { ann, bob, bobId, roomId } = await chat()
      await send(ann, 'before')
      await bob.client.next('text_message_received')
      bob.client.disconnect()
      expect(await ann.client.next('text_partner_disconnected')).toEqual({ roomId, secondsLeft: 30 })
      for (const content of ['one', 'two'])
        expect(await send(ann, content)).toMatchObject({ delivered: false })
      const back = await clientOn(0, bob.token)
      expect(await back.ask('attempt_text_reconnect', { lastSeq: 1 })).toMatchObject({
        success: true,
        roomId,
      })
      const { messages } = await back.next('text_reconnected')
      expect(messages).toMatchObject([
        { content: 'one', seq: 2 },
        { content: 'two', seq: 3 },
      ])
      expect(await ann.client.next('text_partner_reconnected')).toMatchObject({ partnerId: bobId })
    })

    test('a participant who does not return is gone for the other, on whichever process the window ends', async () => {
      const { ann, bob, roomId } = await chat()
      bob.client.disconnect()
      await ann.client.next('text_partner_disconnected')
      await fleet.clock.advance(31_000)
      expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_disconnected', roomId })
      expect(ann.client.count('text_room_ended')).toBe(1)
    })

    test('a report ends the session for both, and the two do not meet again', async () => {
      const { ann, bob, bobId, roomId } = await chat()
      const report = { reportedUserId: bobId, violationType: 'spam', description: 'adverts' }
      expect(await ann.client.ask('report_text_chat', report)).toMatchObject({ success: true })
      expect(await bob.client.next('text_room_ended')).toMatchObject({ roomId })
      for (const { client } of [ann, bob]) await client.ask('join_text_queue')
      await fleet.clock.advance(10_000)
      expect(live()).toMatchObject({ waiting: 2, talking: 0 })
    })

    test('a block takes effect for people who wait on another process', async () => {
      const [ann, bob] = [await personOn(0), await personOn(1)]
      await bob.client.ask('join_text_queue')
      const blocked = await post(urlOf(0), '/api/moderation/block', { userId: bob.userId }, ann.token)
      expect(blocked.status).toBe(200)
      await ann.client.ask('join_text_queue')
      await fleet.clock.advance(10_000)
      expect(live()).toMatchObject({ waiting: 2, talking: 0 })
    })

    test('a block and its end hold for the next joins on a process that was not asked for them', async () => {
      const [ann, bob] = [await personOn(1), await personOn(1)]
      const both = (event: string) => Promise.all([ann, bob].map(({ client }) => client.ask(event)))
      expect((await post(urlOf(0), '/api/moderation/block', { userId: bob.userId }, ann.token)).status).toBe(
        200,
      )
      await fleet.clock.advance(2 * AVOID_REMEMBERED_MS) // the waiting room has forgotten it
      await both('join_text_queue')
      await fleet.clock.advance(1_000)
      expect(live()).toMatchObject({ waiting: 2, talking: 0 })
      await both('leave_text_queue')
      const path = `/api/moderation/block/${bob.userId}`
      expect((await request(urlOf(0), 'DELETE', path, { token: ann.token })).status).toBe(200)
      await fleet.clock.advance(2 * AVOID_REMEMBERED_MS)
      await both('join_text_queue')
      await fleet.clock.advance(MATCHING_DELAY_MS)
      const { roomId } = await ann.client.next('text_match_found')
      expect(await bob.client.next('text_match_found')).toMatchObject({ roomId })
    })

    test('an unblocking takes effect on another process while both wait', async () => {
      const [ann, bob] = [await personOn(0), await personOn(1)]
      await post(urlOf(0), '/api/moderation/block', { userId: bob.userId }, ann.token)
      for (const { client } of [ann, bob]) await client.ask('join_text_queue')
      await fleet.clock.advance(1_000)
      expect(live()).toMatchObject({ waiting: 2, talking: 0 })
      const path = `/api/moderation/block/${bob.userId}`
      expect((await request(urlOf(1), 'DELETE', path, { token: ann.token })).status).toBe(200)
      await fleet.clock.advance(500)
      const { roomId } = await ann.client.next('text_match_found')
      expect(await bob.client.next('text_match_found')).toMatchObject({ roomId })
    })

    test('the partner on another process is notified at once of a person paired by REST without a socket', async () => {
      const bob = await personOn(1)
      await bob.client.ask('join_text_queue')
      const ann = await registerGuest(urlOf(0))
      const asked = post(urlOf(0), '/api/chat/find-match', { preferences: { chatType: 'text' } }, ann.token)
      await vi.waitFor(() => expect(live()).toMatchObject({ online: 2, waiting: 2 }), PATIENCE_MS)
      await fleet.clock.advance(MATCHING_DELAY_MS)
      expect((await asked).status).toBe(200)
      const { roomId } = await bob.client.next('text_match_found')
      expect(await bob.client.next('text_partner_disconnected')).toEqual({ roomId, secondsLeft: 10 })
      await fleet.clock.advance(10_500)
      expect(await bob.client.next('text_room_ended')).toEqual({ roomId, reason: 'partner_disconnected' })
    })

    test('a ban made on one process closes the sockets of the other and ends the session', async () => {
      const { ann, bob, roomId } = await chat()
      const moderator = await registerGuest(urlOf(0))
      await fleet.sql(`UPDATE users SET role = 'moderator' WHERE id = $1`, [moderator.userId])
      const ban = { userId: bob.userId, reason: 'spam' }
      expect((await post(urlOf(0), '/api/admin/ban-user', ban, moderator.token)).status).toBe(200)
      await bob.client.closed()
      expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
      await expect(connect(urlOf(0), bob.token)).rejects.toThrow('Invalid token')
    })

    test('logging out everywhere closes the sockets on every process', async () => {
      const ann = await personOn(0)
      const other = await clientOn(1, ann.token)
      expect((await request(urlOf(0), 'POST', '/api/auth/logout-all', { token: ann.token })).status).toBe(200)
      await Promise.all([ann.client.closed(), other.closed()])
    })

    test('a new role reaches the sockets of every process', async () => {
      const [admin, ann] = [await registerGuest(urlOf(0)), await registerGuest(urlOf(0))]
      const setRole = (userId: string, role: string) =>
        fleet.sql('UPDATE users SET role = $2 WHERE id = $1', [userId, role])
      await setRole(admin.userId, 'admin')
      await setRole(ann.userId, 'moderator')
      const watching = await clientOn(1, ann.token, { namespace: '/admin' })
      const path = `/api/admin/users/${ann.userId}/role`
      const changed = await request(urlOf(0), 'PUT', path, { token: admin.token, body: { role: 'user' } })
      expect(changed.status).toBe(200)
      await watching.closed()
    })

    test('a new tier holds for the next join of sockets on every process', async () => {
      const [ann, bob] = [await personOn(1), await personOn(1)]
      const wish = { preferences: { chatType: 'text', minTier: 1 } }
      await fleet.sql('UPDATE users SET tier = 2 WHERE id = $1', [bob.userId])
      bob.client.disconnect()
      const strict = await clientOn(0, bob.token)
      const elsewhere = await clientOn(0, ann.token)
      await strict.ask('join-queue', wish)
      await ann.client.ask('join-queue', wish)
      await fleet.clock.advance(1_000)
      expect(live()).toMatchObject({ waiting: 2, talking: 0 })
      await ann.client.ask('leave-queue', {})
      await fleet.sql('UPDATE users SET phone = $2 WHERE id = $1', [ann.userId, '+15550123'])
      const raised = await request(urlOf(0), 'PUT', '/api/user/tier', { token: ann.token, body: { tier: 1 } })
      expect(raised.status).toBe(200)
      // What one process publishes to somebody arrives in order: with the position in another queue the tier has come.
      await elsewhere.ask('join-queue', { preferences: { chatType: 'audio', minTier: 0 } })
      await vi.waitFor(() => expect(ann.client.count('queue-joined')).toBe(2), PATIENCE_MS)
      await ann.client.ask('join-queue', wish)
      await fleet.clock.advance(1_000)
      expect(await ann.client.next('match-found')).toMatchObject({ chatType: 'text' })
    })

    test('a person on several processes has one position in the queue and one session', async () => {
      const ann = await personOn(0)
      const elsewhere = await clientOn(1, ann.token)
      await ann.client.ask('join_text_queue')
      expect(await elsewhere.ask('join_text_queue')).toMatchObject({ success: true })
      await fleet.clock.advance(2_000)
      expect(live()).toMatchObject({ online: 1, waiting: 1, talking: 0 })
      const bob = await personOn(1)
      await bob.client.ask('join_text_queue')
      await fleet.clock.advance(MATCHING_DELAY_MS)
      const found = await Promise.all(
        [ann.client, elsewhere, bob.client].map((one) => one.next('text_match_found')),
      )
      expect(new Set(found.map(({ roomId }) => roomId)).size).toBe(1)
    })

    test('an administrator sees the events of every process counted once, also after one dies', async () => {
      const own = await startFleet({
        size: 2,
        redisUrl: redisUrl ?? '',
        databaseServer: databaseServer ?? '',
        onError: () => undefined, // the timers of a process that is gone find its Redis closed
      })
      try {
        const [first, second] = own.servers
        if (!first || !second) throw new Error('There are two')
        const admin = await registerGuest(second.url)
        await own.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [admin.userId])
        const watching = await connect(second.url, admin.token, { namespace: '/admin' })
        clients.push(watching)
        const people = []
        for (const { url } of [first, second]) {
          const client = await connect(url, (await registerGuest(url)).token)
          clients.push(client)
          await client.ask('join_text_queue')
          people.push(client)
        }
        await own.clock.advance(1_000)
        for (const [index, client] of people.entries())
          expect(await client.ask('send_text_message', { content: `${index}` })).toMatchObject({
            success: true,
          })
        await own.clock.advance(12_000)
        await watching.settled()
        const received = (event: string) =>
          watching.received.filter((one) => one.event === event).map(({ data }) => data)
        expect(received('admin:messages').at(-1)).toMatchObject({ perMinute: 2, total: 2 })
        expect(received('admin:sessions').at(-1)).toMatchObject({ active: 1, total: 1 })
        expect(received('admin:pairing').at(-1)).toMatchObject({ count: 2 })
        expect(received('admin:point')).toMatchObject([{ messages: 2 }])
        const analytics = own.servers.map(({ runtime }) => runtime.runtime.textAnalytics())
        for (const figures of analytics)
          expect(figures).toMatchObject({ messages: { total: 2 }, rooms: { active: 1, totalCreated: 1 } })

        await first.close() // the one that published
        expect(await people[1]?.ask('send_text_message', { content: 'still here' })).toMatchObject({
          success: true,
        })
        await vi.waitFor(async () => {
          await own.clock.advance(1_000)
          expect(received('admin:point').length).toBeGreaterThan(1)
        }, PATIENCE_MS)
        await own.clock.advance(1_000)
        await watching.settled()
        expect(received('admin:messages').at(-1)).toMatchObject({ total: 3 })
        const third = await own.add()
        await own.clock.advance(1_000)
        const late = await connect(third.url, admin.token, { namespace: '/admin' })
        clients.push(late)
        const snapshot = await late.next('admin:snapshot')
        expect(snapshot).toMatchObject({ messages: { total: 3 } })
        expect(snapshot.points).toEqual(expect.arrayContaining([expect.objectContaining({ messages: 2 })]))
      } finally {
        for (const client of clients.splice(0)) client.disconnect()
        await own.close()
      }
    })

    test('two moderators on two processes decide one case: one does, and each sees whose it is', async () => {
      const { ann, roomId } = await chat()
      const complaint = { sessionId: roomId, reportType: 'spam', description: '' }
      const { body } = await post(urlOf(0), '/api/moderation/report', complaint, ann.token)
      const { reportId } = body.data as { reportId: string }
      const [mia, tom] = [await personOn(0), await personOn(1)]
      await fleet.sql(`UPDATE users SET role = 'moderator' WHERE id = ANY($1)`, [[mia.userId, tom.userId]])
      const watching = await clientOn(1, tom.token, { namespace: '/admin' })
      const claim = (who: Person) =>
        post(urlOf(who.process), `/api/admin/cases/${reportId}/claim`, undefined, who.token)
      const answers = await Promise.all([claim(mia), claim(tom)])
      const isMias = answers[0]?.status === 200
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const holder = isMias ? mia : tom
      expect(await watching.next('admin:case-claimed')).toMatchObject({
        caseId: reportId,
        claim: { moderatorId: holder.userId },
      })
      const decide = (who: Person) =>
        request(urlOf(who.process), 'PUT', `/api/admin/reports/${reportId}`, {
          body: { status: 'resolved' },
          token: who.token,
        })
      const decisions = await Promise.all([decide(mia), decide(tom)])
      expect(decisions.map(({ status }) => status)).toEqual(isMias ? [200, 409] : [409, 200])
    })

    test('limits count over all processes', async () => {
      const limited = await startFleet({
        size: 2,
        redisUrl: redisUrl ?? '',
        databaseServer: databaseServer ?? '',
        env: { RATE_LIMIT_FACTOR: '1' },
      })
      try {
        const urls = limited.servers.map(({ url }) => url)
        const login = (index: number) =>
          post(urls[index % 2] ?? '', '/api/auth/login', { deviceFingerprint: '0123456789abcdefghij' })
        const statuses = []
        for (let index = 0; index < 6; index += 1) statuses.push((await login(index)).status)
        expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
      } finally {
        await limited.close()
      }
    })
  },
)
