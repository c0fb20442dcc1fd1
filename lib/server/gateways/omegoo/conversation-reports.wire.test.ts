import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { get, post } = world
const { member, telehealth } = createMembers(world)
const GENERAL = 'channel:1'
const NOT_THERE = { status: 404, body: { error: { code: 3007 } } }

/** Somebody in the general channel, whose socket speaks telehealth. */
async function inGeneral(): Promise<Member> {
  const person = await member()
  const client = await telehealth(person.token)
  await client.ask('room:join', { roomId: GENERAL, roomType: 'chat' })
  return { ...person, client }
}
async function send({ client }: Member, where: object, text: string): Promise<string> {
  const { message } = await client.ask('message:send', { ...where, message: text })
  return (message as { id: string }).id
}
const report = ({ token }: Member, about: object) =>
  post('/api/moderation/report', { reportType: 'harassment', ...about }, token)
const idIn = ({ body }: Awaited<ReturnType<typeof report>>) => (body.data as { reportId: string }).reportId

interface File {
  readonly messages: readonly {
    readonly messageId: string
    readonly content: string
    readonly senderId: string
  }[]
}
async function fileOf(id: string): Promise<File> {
  const moderator = await world.person('moderator')
  const { status, body } = await get(`/api/admin/reports/${id}`, moderator.token)
  expect(status).toBe(200)
  return body.data as unknown as File
}

test('a message in a channel is reported with what stands around it, edited and deleted words included', async () => {
  const [ann, bob, cem] = [await inGeneral(), await inGeneral(), await inGeneral()]
  const edited = await send(bob, { roomId: GENERAL }, 'a threat')
  const deleted = await send(bob, { roomId: GENERAL }, 'another threat')
  await send(cem, { roomId: GENERAL }, 'please stop')
  await bob.client.ask('message:edit', { messageId: edited, message: 'a joke' })
  await bob.client.ask('message:delete', { messageId: deleted })

  const answer = await report(ann, { conversationId: '1', messageIds: [edited, deleted] })
  expect(answer).toMatchObject({ status: 200, body: { data: { status: 'pending' } } })
  const file = await fileOf(idIn(answer))
  expect(file).toMatchObject({
    sessionId: null,
    conversationId: '1',
    conversation: { kind: 'channel', name: 'general' },
    chatType: 'conversation',
    reporter: { userId: ann.userId },
    reported: { userId: bob.userId },
  })
  expect(file.messages.filter(({ messageId }) => [edited, deleted].includes(messageId))).toEqual([
    expect.objectContaining({ content: 'a joke', originals: ['a threat'], senderId: bob.userId }),
    expect.objectContaining({ content: 'another threat', isDeleted: true }),
  ])
  expect(file.messages).toContainEqual(
    expect.objectContaining({ content: 'please stop', senderId: cem.userId }),
  )
})

test('the file of a reported message stays for as long as the evidence, also when its message is deleted', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  const upload = await request(world.url(), 'POST', '/api/v1/files?conversationId=1', {
    body: Buffer.from('what it said'),
    token: bob.token,
    headers: { 'content-type': 'text/plain', 'x-file-name': 'threat.txt' },
  })
  const { fileId } = upload.body.data as { fileId: string }
  const { message } = await bob.client.ask('message:send', {
    roomId: GENERAL,
    message: '',
    attachments: [fileId],
  })
  const { id } = message as { id: string }
  const reportId = idIn(await report(ann, { conversationId: '1', messageIds: [id] }))
  await bob.client.ask('message:delete', { messageId: id })
  const kept = await world
    .server()
    .sql(`SELECT kept_until > now() + interval '89 days' AS kept FROM attachments WHERE id = $1`, [fileId])
  expect(kept).toEqual([{ kept: true }])

  const file = (await fileOf(reportId)).messages.find(({ messageId }) => messageId === id)
  const path = `/api/admin/reports/${reportId}/files/${fileId}`
  expect(file).toMatchObject({
    files: ['threat.txt'],
    attachments: [{ name: 'threat.txt', type: 'text/plain', size: 12, path }],
  })
  const opened = (token: string, at = path) =>
    fetch(world.url() + at, { headers: { authorization: `Bearer ${token}` } })
  const entries = () =>
    world
      .server()
      .sql(`SELECT actor_id, details FROM audit_log WHERE action = 'report.file-opened' AND target_id = $1`, [
        reportId,
      ])
  for (const { token } of [ann, bob]) {
    expect((await opened(token)).status).toBe(403)
    expect((await opened(token, `/api/v1/files/${fileId}`)).status).toBe(404)
  }
  const moderator = await world.person('moderator')
  for (const other of [`${reportId}x/files/${fileId}`, `${reportId}/files/another`])
    expect((await opened(moderator.token, `/api/admin/reports/${other}`)).status).toBe(404)
  expect(await entries()).toEqual([])
  const answer = await opened(moderator.token)
  expect([answer.status, await answer.text()]).toEqual([200, 'what it said'])
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=threat.txt')
  expect(await entries()).toEqual([{ actor_id: moderator.userId, details: { file: fileId } }])
  expect((await opened(moderator.token, `/api/v1/files/${fileId}`)).status).toBe(404)
})

test('a file of the same conversation that stands in no evidence is opened by nobody', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  const named = await send(bob, { roomId: GENERAL }, 'rude')
  const reportId = idIn(await report(ann, { conversationId: '1', messageIds: [named] }))
  const upload = await request(world.url(), 'POST', '/api/v1/files?conversationId=1', {
    body: Buffer.from('later'),
    token: bob.token,
    headers: { 'content-type': 'text/plain', 'x-file-name': 'later.txt' },
  })
  const { fileId } = upload.body.data as { fileId: string }
  await bob.client.ask('message:send', { roomId: GENERAL, message: '', attachments: [fileId] })
  const moderator = await world.person('moderator')
  const { status } = await get(`/api/admin/reports/${reportId}/files/${fileId}`, moderator.token)
  expect(status).toBe(404)
})

test('a named message stays in the evidence however much is written after it', async () => {
  const [ann, bob, cem] = [await inGeneral(), await inGeneral(), await inGeneral()]
  const named = await send(bob, { roomId: GENERAL }, 'the worst of it')
  await world.server().sql(
    `INSERT INTO messages (conversation_id, seq, id, author_id, type, text, created_at)
     SELECT '1', last_seq + n, gen_random_uuid()::text, $1, 'text', 'filler ' || n, now()
     FROM conversations, generate_series(1, 200) AS n WHERE id = '1'`,
    [cem.userId],
  )
  await world.server().sql(`UPDATE conversations SET last_seq = last_seq + 200 WHERE id = '1'`)
  const { messages } = await fileOf(idIn(await report(ann, { conversationId: '1', messageIds: [named] })))
  const texts = messages.map(({ content }) => content)
  expect(texts).toEqual(expect.arrayContaining(['the worst of it', 'filler 30', 'filler 171', 'filler 200']))
  expect(texts).not.toContain('filler 100')
})

test('in a pair the other one is meant, and both are absent for each other afterwards', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  await send(bob, { recipientId: ann.userId }, 'hello you')
  const roomId = `chat:${ann.userId}:${bob.userId}`
  const { messages } = await fileOf(idIn(await report(ann, { conversationId: roomId })))
  expect(messages.map(({ content }) => content)).toEqual(['hello you'])
  for (const { client } of [ann, bob])
    expect(await client.ask('message:send', { roomId, message: 'again' })).toMatchObject({
      error: 'Room access denied',
    })
  // Who has blocked somebody may still add to it.
  expect((await report(ann, { conversationId: roomId, description: 'and more' })).status).toBe(200)
})

test('whoever was reported finds nothing of it among their blocks', async () => {
  const [ann, bob] = [await inGeneral(), await inGeneral()]
  const named = await send(bob, { roomId: GENERAL }, 'rude')
  await report(ann, { conversationId: '1', messageIds: [named] })
  const blocksOf = async ({ token }: Member) => (await get('/api/moderation/blocks', token)).body.data
  expect(await blocksOf(bob)).toEqual({ blocks: [] })
  expect(await blocksOf(ann)).toMatchObject({ blocks: [{ userId: bob.userId, madeBy: 'report' }] })
})

test('a reporter counts once for a person, a conversation and a day', async () => {
  const [ann, bob, cem] = [await inGeneral(), await inGeneral(), await inGeneral()]
  const [one, two] = [
    await send(bob, { roomId: GENERAL }, 'one'),
    await send(cem, { roomId: GENERAL }, 'two'),
  ]
  const first = await report(ann, { conversationId: '1', messageIds: [one] })
  expect(idIn(await report(ann, { conversationId: '1', reportedUserId: bob.userId }))).toBe(idIn(first))
  expect(idIn(await report(ann, { conversationId: GENERAL, messageIds: [two] }))).not.toBe(idIn(first))
  expect((await get('/api/moderation/user-reports', ann.token)).body.data).toMatchObject({
    reports: [
      { sessionId: null, conversationId: '1' },
      { sessionId: null, conversationId: '1' },
    ],
  })
})

test('who is no member reports nothing there, and learns nothing', async () => {
  const [bob, outsider] = [await inGeneral(), await member()]
  const named = await send(bob, { roomId: GENERAL }, 'rude')
  expect(await report(outsider, { conversationId: '1', messageIds: [named] })).toMatchObject(NOT_THERE)
  expect(await report(outsider, { conversationId: 'nowhere' })).toMatchObject(NOT_THERE)
})

test.each([
  ['oneself', 400, (ann: Member) => ({ reportedUserId: ann.userId })],
  ['nobody', 400, () => ({})],
  ['a message that does not exist', 404, () => ({ messageIds: ['none'] })],
  ['somebody who is not there', 404, () => ({ reportedUserId: 'nobody' })],
] as const)('%s is nobody to report in a channel', async (_, status, about) => {
  const ann = await inGeneral()
  expect((await report(ann, { conversationId: '1', ...about(ann) })).status).toBe(status)
})

test('a report is about a session or a conversation, and messages are of one person', async () => {
  const [ann, bob, cem] = [await inGeneral(), await inGeneral(), await inGeneral()]
  expect((await report(ann, {})).status).toBe(400)
  expect((await report(ann, { sessionId: 'one', conversationId: '1' })).status).toBe(400)
  const of = [await send(bob, { roomId: GENERAL }, 'one'), await send(cem, { roomId: GENERAL }, 'two')]
  expect((await report(ann, { conversationId: '1', messageIds: of })).status).toBe(404)
})
