import { expect, test, vi } from 'vitest'
import { KEEPS_POSITION_MS } from '@/lib/domain/visits/visit'
import { createMembers, type Member } from '@/lib/testing/members'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, UUID } from '@/lib/testing/world'

const world = createWorld()
const { member, telehealth } = createMembers(world)
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const DENIED = { success: false, error: 'Room access denied', code: 3007 }

async function on(role: 'user' | 'agent', name: string): Promise<Member> {
  const person = await member(role, name)
  return { ...person, client: await telehealth(person.token) }
}

async function planned(host: Member, people: readonly Member[], more: object = {}): Promise<string> {
  const body = { participantIds: people.map(({ userId }) => userId), ...more }
  const made = await world.post('/api/v1/visits', body, host.token)
  expect(made).toMatchObject({ status: 200, body: { success: true } })
  return (made.body.data as { visitId: string }).visitId
}

/** A doctor, two patients, and a visit with a waiting room. */
async function practice() {
  const [doctor, ann, bob] = [await on('agent', 'Doctor'), await on('user', 'Ann'), await on('user', 'Bob')]
  const visitId = await planned(doctor, [ann, bob], { waitingRoom: true })
  return { doctor, ann, bob, visitId, roomId: `visit:${visitId}` }
}

const join = ({ client }: Member, roomId: string) => client.ask('room:join', { roomId, roomType: 'visit' })
const send = ({ client }: Member, visitId: string, message: string) =>
  client.ask('message:send', { visitId, message })
const admit = ({ client }: Member, visitId: string, who: object = {}) =>
  client.ask('visit:admit', { visitId, ...who })
const end = ({ token }: Member, visitId: string) =>
  world.post(`/api/v1/visits/${visitId}/end`, undefined, token)
const seen = async ({ token }: Member, visitId: string) =>
  (await world.get(`/api/v1/visits/${visitId}`, token)).body.data as Record<string, unknown>

test('without a waiting room everybody is in the visit, by its name and by its conversation’s id', async () => {
  const [doctor, ann] = [await on('agent', 'Doctor'), await on('user', 'Ann')]
  const visitId = await planned(doctor, [ann])
  const roomId = `visit:${visitId}`
  const joined = await join(ann, roomId)
  expect(joined).toEqual({
    success: true,
    roomId,
    visitId,
    conversationId: expect.stringMatching(UUID),
    participants: expect.arrayContaining([
      { userId: doctor.userId, role: 'agent' },
      { userId: ann.userId, role: 'user' },
    ]),
    participantCount: 2,
    lastSeq: 0,
    messages: [],
    hasMore: false,
  })
  const { message } = await send(ann, visitId, 'Hello, doctor!')
  expect(await doctor.client.next('message:new')).toEqual(expect.objectContaining({ visitId, roomId }))
  expect(message).toMatchObject({ visitId, roomId, message: 'Hello, doctor!' })
  const { messages } = await doctor.client.ask('message:history', { visitId })
  expect(messages).toMatchObject([{ message: 'Hello, doctor!' }])
  const desk = await member('agent', 'Desk')
  expect(await desk.client.ask('join_channel', joined.conversationId)).toMatchObject({ success: false })
})

test('who comes waits, knows the position, and learns nothing of the room', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  const joined = await join(ann, roomId)
  expect(joined).toEqual({
    success: true,
    roomId,
    visitId,
    conversationId: expect.stringMatching(UUID),
    waiting: true,
    position: 1,
    participants: [],
    participantCount: 0,
    lastSeq: 0,
    messages: [],
    hasMore: false,
  })
  expect(await ann.client.next('visit:waiting')).toEqual({ visitId, position: 1, revision: 1 })
  expect(await doctor.client.next('visit:waiting')).toEqual({
    visitId,
    revision: 1,
    waiting: [
      {
        userId: ann.userId,
        displayName: 'Ann',
        position: 1,
        waitingSince: expect.stringMatching(TIME),
        isAway: false,
      },
    ],
  })
  expect(await join(bob, roomId)).toMatchObject({ waiting: true, position: 2 })
  await send(doctor, visitId, 'among ourselves')
  const conversationId = String(joined.conversationId)
  for (const room of [roomId, conversationId]) {
    expect(await ann.client.ask('message:send', { roomId: room, message: 'hello?' })).toEqual(DENIED)
    expect(await ann.client.ask('message:history', { roomId: room })).toEqual(DENIED)
    expect(await ann.client.ask('typing:start', { roomId: room })).toEqual(DENIED)
  }
  expect(await join(ann, conversationId)).toEqual(DENIED)
  await ann.client.settled()
  for (const event of ['message:new', 'room:userJoined', 'room:membersChanged', 'typing:start'])
    expect(ann.client.count(event), event).toBe(0)
  expect(ann.client.count('visit:waiting')).toBe(1) // Bob comes behind her
  expect(await seen(ann, visitId)).toMatchObject({
    state: 'waiting',
    position: 1,
    waiting: [],
    participants: [{ displayName: 'Doctor' }, { displayName: 'Ann' }],
  })
})

test('the host admits the first, and everybody behind moves up', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  await join(doctor, roomId)
  await join(ann, roomId)
  await join(bob, roomId)
  await bob.client.next('visit:waiting')
  expect(await admit(doctor, visitId)).toEqual({ success: true, visitId, userId: ann.userId })
  const admitted = { visitId, userId: ann.userId, roomId, conversationId: expect.stringMatching(UUID) }
  for (const { client } of [ann, doctor]) expect(await client.next('visit:admitted')).toEqual(admitted)
  expect(await bob.client.next('visit:waiting')).toMatchObject({ visitId, position: 1 })
  expect(await join(ann, roomId)).toMatchObject({ success: true, participantCount: 2 })
  await send(ann, visitId, 'thank you')
  expect(await doctor.client.next('message:new')).toMatchObject({ visitId, message: 'thank you' })
  await bob.client.settled()
  expect(bob.client.count('message:new')).toBe(0)
  expect(bob.client.count('visit:admitted')).toBe(0)
  expect(await admit(doctor, visitId)).toMatchObject({ userId: bob.userId })
  expect(await admit(doctor, visitId)).toEqual({ success: false, error: 'Nobody is waiting', code: 3010 })
})

test('the host admits somebody out of turn, and somebody who has not come yet', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  await join(ann, roomId)
  expect(await admit(doctor, visitId, { userId: bob.userId })).toMatchObject({ userId: bob.userId })
  expect(await join(bob, roomId)).toMatchObject({ success: true, participantCount: 2 })
  expect(await admit(doctor, visitId, { userId: bob.userId })).toMatchObject({ success: true })
  const stranger = { userId: 'nobody' }
  expect(await admit(doctor, visitId, stranger)).toMatchObject({ success: false, code: 3004 })
  expect(await admit(ann, visitId)).toMatchObject({ success: false, code: 2004 })
  expect((await seen(doctor, visitId)).waiting).toMatchObject([{ userId: ann.userId, position: 1 }])
})

test('the host who enters is sent who waits', async () => {
  const { doctor, ann, visitId, roomId } = await practice()
  await join(ann, roomId)
  const desk = await telehealth(doctor.token)
  await desk.ask('room:join', { roomId })
  expect(await desk.next('visit:waiting')).toMatchObject({ visitId, waiting: [{ userId: ann.userId }] })
})

test('who loses the connection keeps the position for half a minute, and a reload changes nothing', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  const isAway = () =>
    vi.waitFor(async () =>
      expect((await seen(doctor, visitId)).waiting).toMatchObject([{ isAway: true }, {}]),
    )
  await join(ann, roomId)
  await join(bob, roomId)
  ann.client.disconnect()
  await isAway()
  await world.advance(KEEPS_POSITION_MS - 1_000)
  const back = { ...ann, client: await telehealth(ann.token) }
  expect(await join(back, roomId)).toMatchObject({ waiting: true, position: 1 })
  await world.advance(KEEPS_POSITION_MS)
  expect((await seen(doctor, visitId)).waiting).toMatchObject([
    { displayName: 'Ann' },
    { displayName: 'Bob' },
  ])
  back.client.disconnect()
  await isAway()
  await bob.client.next('visit:waiting') // his own arrival
  await world.advance(KEEPS_POSITION_MS)
  expect(await bob.client.next('visit:waiting')).toMatchObject({ position: 1 })
  expect((await seen(doctor, visitId)).waiting).toMatchObject([{ displayName: 'Bob' }])
  const again = { ...ann, client: await telehealth(ann.token) }
  expect(await join(again, roomId)).toMatchObject({ position: 2 })
})

test('the host is sent that somebody who waits has lost the connection, and is back', async () => {
  const { doctor, ann, visitId, roomId } = await practice()
  await join(ann, roomId)
  await doctor.client.next('visit:waiting')
  ann.client.disconnect()
  const isAway = async () => (await doctor.client.next('visit:waiting')).waiting
  expect(await isAway()).toMatchObject([{ userId: ann.userId, isAway: true }])
  await join({ ...ann, client: await telehealth(ann.token) }, roomId)
  expect(await isAway()).toMatchObject([{ userId: ann.userId, isAway: false }])
  expect((await seen(doctor, visitId)).waiting).toMatchObject([{ isAway: false, position: 1 }])
})

test('who leaves the waiting room loses the position at once', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  await join(ann, roomId)
  await join(bob, roomId)
  await bob.client.next('visit:waiting')
  expect(await ann.client.ask('room:leave', { roomId })).toEqual({ success: true, roomId })
  expect(await bob.client.next('visit:waiting')).toMatchObject({ position: 1 })
  expect(await seen(ann, visitId)).toMatchObject({ state: 'invited', position: null })
  expect((await seen(doctor, visitId)).waiting).toMatchObject([{ displayName: 'Bob' }])
})

test('a visit that is over takes no messages, and who was in it reads it', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  await join(ann, roomId)
  await join(bob, roomId)
  await admit(doctor, visitId)
  const { message } = await send(ann, visitId, 'before')
  expect(await end(ann, visitId)).toMatchObject({ status: 403 })
  expect(await end(doctor, visitId)).toMatchObject({
    status: 200,
    body: { data: { visitId, status: 'over' } },
  })
  for (const { client } of [doctor, ann, bob])
    expect(await client.next('visit:over')).toEqual({ visitId, endedAt: expect.stringMatching(TIME) })
  expect(await end(doctor, visitId)).toMatchObject({ status: 200 })
  const OVER = { success: false, error: 'This visit is over', code: 3009 }
  for (const who of [doctor, ann]) expect(await send(who, visitId, 'one more thing')).toEqual(OVER)
  const { id: messageId } = message as { id: string }
  expect(await ann.client.ask('message:edit', { messageId, message: 'after' })).toEqual(OVER)
  expect(await ann.client.ask('typing:start', { roomId })).toEqual(OVER)
  expect(await ann.client.ask('message:history', { roomId })).toMatchObject({
    messages: [{ message: 'before' }],
  })
  expect(await join(ann, roomId)).toMatchObject({ success: true, lastSeq: 1 })
  expect(await join(bob, roomId)).toEqual(OVER)
  expect(await bob.client.ask('message:history', { roomId })).toEqual(DENIED)
  expect(await admit(doctor, visitId)).toEqual(OVER)
})

test('a foreign visit, one that does not exist and one without an invitation answer alike', async () => {
  const { doctor, bob, roomId } = await practice()
  const cid = await on('user', 'Cid')
  for (const room of [roomId, 'visit:none', 'visit:']) expect(await join(cid, room)).toEqual(DENIED)
  const invitation = await planned(doctor, [bob])
  await world.post('/api/moderation/block', { userId: doctor.userId }, bob.token)
  expect(await join(bob, roomId)).toEqual(DENIED)
  const ids = [roomId.slice('visit:'.length), 'none']
  const answers = await Promise.all(ids.map((id) => world.get(`/api/v1/visits/${id}`, cid.token)))
  expect(answers.map(({ status, text }) => [status, text])).toEqual(ids.map(() => [404, answers[1]?.text]))
  expect(await join({ ...bob, client: await telehealth(bob.token) }, `visit:${invitation}`)).toEqual(DENIED)
})

test('one invites people of the tenant whom one may write to, for a time that comes', async () => {
  const [doctor, ann] = [await on('agent', 'Doctor'), await on('user', 'Ann')]
  const create = (body: object, token = doctor.token) => world.post('/api/v1/visits', body, token)
  const participantIds = [ann.userId]
  expect(await create({ participantIds }, ann.token)).toMatchObject({
    status: 403,
    body: { error: { code: 2004 } },
  })
  expect(await create({ participantIds: ['nobody'] })).toMatchObject({
    status: 404,
    body: { error: { code: 3004 } },
  })
  for (const scheduledAt of ['2020-01-01T00:00:00Z', '2200-01-01T00:00:00Z', 'tomorrow'])
    expect(await create({ participantIds, scheduledAt })).toMatchObject({ status: 400 })
  expect(await create({ participantIds: [] })).toMatchObject({ status: 400 })
  const guest = await world.person()
  await world.meet(ann, { ...doctor, client: await world.client(doctor.token) })
  expect(await create({ participantIds })).toMatchObject({ status: 404 })
  expect(await create({ participantIds: [guest.userId] })).toMatchObject({ status: 200 })
})

test('visits are listed for all of their people, those that come and those that are over', async () => {
  const { doctor, ann, bob, visitId } = await practice()
  const scheduledAt = new Date(world.server().clock.now() + 60_000).toISOString()
  const later = await planned(doctor, [ann], { scheduledAt })
  const over = await planned(doctor, [ann])
  await end(doctor, over)
  const list = async ({ token }: Member, query = '') =>
    (await world.get(`/api/v1/visits${query}`, token)).body.data as { visits: object[]; hasMore: boolean }
  expect(await list(doctor)).toMatchObject({
    visits: [
      {
        visitId,
        isHost: true,
        status: 'now',
        waitingRoom: true,
        scheduledAt: null,
        participantCount: 3,
        waitingCount: 0,
      },
      { visitId: later, status: 'coming', scheduledAt, state: 'admitted' },
    ],
    hasMore: false,
  })
  expect(await list(bob)).toMatchObject({
    visits: [
      {
        visitId,
        isHost: false,
        hostName: 'Doctor',
        state: 'invited',
        participants: [{ userId: doctor.userId }],
        participantCount: 0,
      },
    ],
  })
  expect(await list(ann, '?over=true')).toMatchObject({ visits: [{ visitId: over, status: 'over' }] })
  expect(await list(ann, `?limit=1&after=${visitId}`)).toMatchObject({
    visits: [{ visitId: later }],
    hasMore: false,
  })
})

test('a member who comes by helpdesk hears the visit once admitted', async () => {
  const [doctor, desk] = [await on('agent', 'Doctor'), await member('user', 'Ann')]
  const visitId = await planned(doctor, [desk], { waitingRoom: true })
  expect(await desk.client.ask('join_channel', `visit:${visitId}`)).toMatchObject({ success: false })
  const { conversationId } = await admit(doctor, visitId, { userId: desk.userId }).then(() =>
    doctor.client.next('visit:admitted'),
  )
  expect(await desk.client.ask('join_channel', conversationId)).toMatchObject({ success: true })
  await send(doctor, visitId, 'hello')
  expect(await desk.client.next('chat:new_message')).toMatchObject({
    channelId: conversationId,
    message: 'hello',
  })
})

const invite = ({ token }: Member, visitId: string, ...people: readonly { readonly userId: string }[]) =>
  world.post(
    `/api/v1/visits/${visitId}/participants`,
    { participantIds: people.map((one) => one.userId) },
    token,
  )
const withdraw = ({ token }: Member, visitId: string, { userId }: { readonly userId: string }) =>
  request(world.url(), 'DELETE', `/api/v1/visits/${visitId}/participants/${userId}`, { token })

test('more people are invited to a visit, who then wait as everybody does, and learn of nobody else', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  const [cid, dan] = [await on('user', 'Cid'), await on('user', 'Dan')]
  for (const person of [doctor, ann, bob]) await person.client.next('visit:participantsChanged')
  expect(await join(cid, roomId)).toEqual(DENIED)
  expect(await invite(doctor, visitId, cid, ann, dan)).toMatchObject({
    status: 200,
    body: { success: true, data: { visitId, added: expect.toSatisfy((ids: string[]) => ids.length === 2) } },
  })
  const news = await doctor.client.next('visit:participantsChanged')
  expect(news).toMatchObject({ visitId, removed: [] })
  expect([...(news.added as string[])].toSorted()).toEqual([cid.userId, dan.userId].toSorted())
  expect(await cid.client.next('visit:participantsChanged')).toEqual({
    visitId,
    added: [cid.userId],
    removed: [],
  })
  expect(await join(cid, roomId)).toMatchObject({ waiting: true, position: 1 })
  await ann.client.settled()
  // Her own invitation, and nothing of the others'.
  expect(ann.client.count('visit:participantsChanged')).toBe(1)
})

test('an invitation is taken back from whoever has not been admitted, and who waits moves up', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  for (const person of [ann, bob]) await join(person, roomId)
  await bob.client.next('visit:waiting')
  await ann.client.next('visit:participantsChanged')
  expect(await withdraw(doctor, visitId, ann)).toMatchObject({
    status: 200,
    body: { data: { visitId, removed: [ann.userId] } },
  })
  expect(await ann.client.next('visit:participantsChanged')).toEqual({
    visitId,
    added: [],
    removed: [ann.userId],
  })
  expect(await bob.client.next('visit:waiting')).toMatchObject({ position: 1 })
  expect(await join(ann, roomId)).toEqual(DENIED)
  await admit(doctor, visitId)
  expect(await withdraw(doctor, visitId, ann)).toMatchObject({ status: 404, body: { error: { code: 3004 } } })
})

test('the host removes somebody who is in the visit, and everybody learns of it', async () => {
  const { doctor, ann, bob, visitId, roomId } = await practice()
  const colleague = await on('agent', 'Colleague')
  await invite(doctor, visitId, colleague)
  for (const person of [ann, bob, colleague]) {
    await admit(doctor, visitId, { userId: person.userId })
    await join(person, roomId)
    await person.client.next('visit:participantsChanged') // their own invitation
  }
  const refused = { status: 409, body: { error: { code: 3011, message: 'ALREADY_ADMITTED' } } }
  expect(await withdraw(colleague, visitId, ann)).toMatchObject(refused)
  expect(await withdraw(doctor, visitId, doctor)).toMatchObject(refused)
  expect(await withdraw(doctor, visitId, ann)).toMatchObject({ body: { data: { removed: [ann.userId] } } })
  for (const { client } of [ann, bob])
    expect(await client.next('visit:participantsChanged')).toMatchObject({ removed: [ann.userId] })
  await bob.client.next('room:membersChanged') // his own admission
  await bob.client.next('room:membersChanged') // the colleague's
  expect(await bob.client.next('room:membersChanged')).toMatchObject({ removed: [ann.userId] })
  await send(doctor, visitId, 'without her')
  expect(await bob.client.next('message:new')).toMatchObject({ message: 'without her' })
  await ann.client.settled()
  expect(ann.client.count('message:new')).toBe(0)
  expect(await send(ann, visitId, 'still here')).toEqual(DENIED)
  expect(await ann.client.ask('message:history', { visitId })).toEqual(DENIED)
  expect(await join(ann, roomId)).toEqual(DENIED)
  expect((await seen(doctor, visitId)).participants).toHaveLength(3)
})

test('a block between the host and somebody in the visit ends what they write and read there', async () => {
  for (const hasHostBlocked of [true, false]) {
    const { doctor, ann, bob, visitId, roomId } = await practice()
    for (const person of [ann, bob]) {
      await admit(doctor, visitId, { userId: person.userId })
      await join(person, roomId)
    }
    const { message } = await send(ann, visitId, 'before')
    const { id: messageId } = message as { id: string }
    const [blocker, blocked] = hasHostBlocked ? [doctor, ann] : [ann, doctor]
    await world.post('/api/moderation/block', { userId: blocked.userId }, blocker.token)
    const { conversationId } = (await seen(doctor, visitId)) as { conversationId: string }
    expect(await send(ann, visitId, 'still here')).toEqual(DENIED)
    for (const room of [{ visitId }, { roomId }, { roomId: conversationId }])
      expect(await ann.client.ask('message:history', room)).toEqual(DENIED)
    expect(await join(ann, conversationId)).toEqual(DENIED)
    expect(await ann.client.ask('message:edit', { messageId, message: 'after' })).toMatchObject({
      success: false,
      code: 9002,
    })
    expect(await send(bob, visitId, 'others go on')).toMatchObject({ success: true })
    expect(await send(doctor, visitId, 'so does the host')).toMatchObject({ success: true })
  }
})

test('without a waiting room who is invited later is in at once', async () => {
  const [doctor, ann, cid] = [await on('agent', 'Doctor'), await on('user', 'Ann'), await on('user', 'Cid')]
  const visitId = await planned(doctor, [ann])
  await send(ann, visitId, 'before')
  await invite(doctor, visitId, cid)
  expect(await join(cid, `visit:${visitId}`)).toMatchObject({ participantCount: 3 })
  await send(ann, visitId, 'after')
  expect(await cid.client.next('message:new')).toMatchObject({ message: 'after' })
})

test('an agent in the visit invites; participants, and agents who are not in it, do not', async () => {
  const { doctor, ann, visitId } = await practice()
  const [colleague, other, cid] = [
    await on('agent', 'Colleague'),
    await on('agent', 'Other'),
    await on('user', 'Cid'),
  ]
  expect(await invite(ann, visitId, cid)).toMatchObject({ status: 403 })
  expect(await invite(other, visitId, cid)).toMatchObject({ status: 404 })
  await invite(doctor, visitId, colleague)
  expect(await invite(colleague, visitId, cid)).toMatchObject({ status: 403 })
  await admit(doctor, visitId, { userId: colleague.userId })
  expect(await invite(colleague, visitId, cid)).toMatchObject({ status: 200 })
  expect(await withdraw(colleague, visitId, cid)).toMatchObject({ status: 200 })
})

test('nobody is invited who cannot be, beyond a hundred, or to a visit that is over', async () => {
  const { doctor, visitId } = await practice()
  const cid = await on('user', 'Cid')
  expect(await invite(doctor, visitId, cid, { userId: 'nobody' })).toMatchObject({
    status: 404,
    body: { error: { code: 3004 } },
  })
  expect((await seen(doctor, visitId))['participants']).toHaveLength(3)
  await world
    .server()
    .sql(
      `INSERT INTO users (id, tenant_id, role, tier, created_at) SELECT 'many-' || n, 'default', 'user', 0, now() FROM generate_series(1, 98) n`,
    )
  await world
    .server()
    .sql(
      `INSERT INTO visit_participants (visit_id, user_id) SELECT $1, 'many-' || n FROM generate_series(1, 98) n`,
      [visitId],
    )
  expect(await invite(doctor, visitId, cid)).toMatchObject({ status: 409, body: { error: { code: 3006 } } })
  expect(await withdraw(doctor, visitId, { userId: 'many-1' })).toMatchObject({ status: 200 })
  expect(await invite(doctor, visitId, cid)).toMatchObject({ status: 200 })
  await end(doctor, visitId)
  expect(await invite(doctor, visitId, cid)).toMatchObject({ status: 409, body: { error: { code: 3009 } } })
  expect(await withdraw(doctor, visitId, cid)).toMatchObject({ status: 409, body: { error: { code: 3009 } } })
})
