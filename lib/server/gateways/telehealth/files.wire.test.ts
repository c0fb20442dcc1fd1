import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { UNATTACHED_FOR_MS } from '@/lib/domain/conversations/attachment'
import { newAttachment } from '@/lib/server/ports/conversations/new-attachment.fixture'
import { request } from '@/lib/protocol-client/rest'
import { createMembers, type Member } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const MAX_FILE_MB = 1
const world = createWorld({ env: { MAX_FILE_MB: String(MAX_FILE_MB) } })
const { member, telehealth } = createMembers(world)

const text = (content: string) => new TextEncoder().encode(content)

interface FileOut {
  readonly fileId: string
  readonly url: string
  readonly thumbnailUrl?: string
}

async function channel(by: Member, more: object = {}): Promise<string> {
  const { body } = await world.post('/api/channels', { name: 'files', isPrivate: true, ...more }, by.token)
  return (body.data as { conversationId: string }).conversationId
}
const uploadTo = (by: Member, conversationId: string, body: Uint8Array, name = 'notes.txt') =>
  request(world.url(), 'POST', `/api/v1/files?conversationId=${encodeURIComponent(conversationId)}`, {
    token: by.token,
    body,
    headers: { 'x-file-name': encodeURIComponent(name) },
  })
async function uploaded(
  by: Member,
  conversationId: string,
  body: Uint8Array,
  name?: string,
): Promise<FileOut> {
  const answer = await uploadTo(by, conversationId, body, name)
  expect(answer.status).toBe(200)
  return answer.body.data as FileOut
}
const opened = (by: Member, url: string, headers: Record<string, string> = {}) =>
  fetch(world.url() + url, { headers: { authorization: `Bearer ${by.token}`, ...headers } })
const send = (by: Member, roomId: string, attachments: readonly string[], more: object = {}) =>
  by.client.ask('message:send', { roomId, message: '', attachments, ...more })

/** Of a message that was sent. */
const idOf = (sent: unknown) => (sent as { message: { id: string } }).message.id

/** A member on telehealth. */
async function person(): Promise<Member> {
  const one = await member('agent')
  return { ...one, client: await telehealth(one.token) }
}

/** Two members of a private channel. */
async function two() {
  const [ann, bob] = [await person(), await person()]
  return { ann, bob, room: await channel(ann, { memberIds: [bob.userId] }) }
}

/** A photograph with a place in it, taken with the camera on its side. */
const photograph = (width = 1_000, height = 500) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: 'my home' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()

test('a file is uploaded, sent with a message that has no text, and read by the others', async () => {
  const { ann, bob, room } = await two()
  const { body } = await uploadTo(ann, room, text('hello'), 'Größe 1.txt')
  const file = body.data as FileOut
  expect(body).toEqual({
    success: true,
    data: {
      fileId: expect.any(String),
      name: 'Größe 1.txt',
      size: 5,
      type: 'text/plain',
      url: `/api/v1/files/${file.fileId}`,
    },
  })
  const sent = await send(ann, room, [file.fileId])
  const form = { message: '', messageType: 'file', attachments: [file] }
  expect(sent).toMatchObject({ success: true, message: form })
  expect(await bob.client.next('message:new')).toMatchObject({ attachments: [file] })
  expect(await bob.client.ask('message:history', { roomId: room })).toMatchObject({
    messages: [{ attachments: [file] }],
  })
  const answer = await opened(bob, file.url)
  expect(await answer.text()).toBe('hello')
})

test('what is downloaded is saved, never shown as a page, whatever it calls itself', async () => {
  const { ann, room } = await two()
  const page = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const file = await uploaded(ann, room, page, 'picture.svg')
  const { headers } = await opened(ann, file.url)
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(headers.get('content-disposition')).toBe('attachment; filename=picture.svg')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('cache-control')).toBe('private, no-cache, no-transform')
})

test('parts of a file are given, and nothing to who has it', async () => {
  const { ann, room } = await two()
  const { url } = await uploaded(ann, room, text('0123456789'))
  const part = await opened(ann, url, { range: 'bytes=2-4' })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ])
  const etag = part.headers.get('etag') ?? ''
  expect((await opened(ann, url, { 'if-none-match': etag })).status).toBe(304)
})

test('an AVIF picture is read and kept as WebP, and an HEIC one is refused with what to do', async () => {
  const { ann, room } = await two()
  const create = { width: 700, height: 20, channels: 3, background: 'red' } as const
  const avif = await sharp({ create })
    .withExif({ IFD0: { ImageDescription: 'my home' } })
    .avif()
    .toBuffer()
  const file = await uploaded(ann, room, new Uint8Array(avif), 'home.avif')
  expect(file).toMatchObject({ name: 'home.webp', type: 'image/webp', width: 700, height: 20 })
  const bytes = Buffer.from(await (await opened(ann, file.url)).arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 700 })
  expect(bytes.includes('my home')).toBe(false)

  const heic = Buffer.from('00000018667479706865696300000000686569636d696631', 'hex')
  expect(await uploadTo(ann, room, new Uint8Array(heic), 'home.heic')).toMatchObject({
    status: 415,
    body: { error: { code: 9005, description: expect.stringContaining('save it as JPEG') } },
  })
})

test('a picture is written anew: upright, without the place where it was taken, with a thumbnail', async () => {
  const { ann, bob, room } = await two()
  const file = await uploaded(ann, room, new Uint8Array(await photograph()), 'home.jpg')
  expect(file).toMatchObject({
    type: 'image/jpeg',
    width: 500,
    height: 1_000,
    thumbnailUrl: `${file.url}/thumbnail`,
  })
  await send(ann, room, [file.fileId])
  const answer = await opened(bob, file.url)
  expect(answer.headers.get('content-disposition')).toBe('inline; filename=home.jpg')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.includes('my home')).toBe(false)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  const thumbnail = await opened(bob, file.thumbnailUrl ?? '')
  expect(thumbnail.headers.get('content-type')).toBe('image/webp')
  const small = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata()
  expect([small.width, small.height]).toEqual([320, 640])
})

test('a small picture is its own thumbnail', async () => {
  const { ann, room } = await two()
  const file = await uploaded(ann, room, new Uint8Array(await photograph(20, 10)), 'icon.jpg')
  expect(file.thumbnailUrl).toBeUndefined()
  expect((await opened(ann, `${file.url}/thumbnail`)).status).toBe(404)
})

test.each([
  { what: 'too much', body: new Uint8Array(MAX_FILE_MB * 1_000_000 + 1).fill(97), status: 413 },
  { what: 'a program', body: new Uint8Array([0x4d, 0x5a, ...new Uint8Array(200)]), status: 415 },
  { what: 'bytes of no known kind', body: new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]), status: 415 },
  { what: 'a broken picture', body: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), status: 415 },
  { what: 'nothing', body: new Uint8Array(), status: 400 },
])('$what is refused with $status, and none of it stays', async ({ body, status }) => {
  const { ann, room } = await two()
  expect((await uploadTo(ann, room, body)).status).toBe(status)
  expect(await readdir(join(dataDir(), 'files', 'incoming')).catch(() => [])).toEqual([])
})

test('more than the limit is refused as it comes, also where its size is not declared', async () => {
  const { ann, room } = await two()
  const pieces = Array.from({ length: 12 }, () => new Uint8Array(100_000).fill(97))
  const answer = await fetch(`${world.url()}/api/v1/files?conversationId=${room}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ann.token}`, 'x-file-name': 'a.txt' },
    body: Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>,
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(413)
})

test('who is no member uploads nothing, and reads nothing, as if there were no such thing', async () => {
  const { ann, room } = await two()
  const cid = await person()
  const { url, fileId } = await uploaded(ann, room, text('secret'))
  await send(ann, room, [fileId])
  expect((await uploadTo(cid, room, text('mine'))).body.error).toMatchObject({ code: 3007 })
  const [foreign, absent] = [await opened(cid, url), await opened(cid, '/api/v1/files/nothing')]
  expect([foreign.status, await foreign.text()]).toEqual([404, await absent.text()])
})

test('who leaves a channel does not read its files any more', async () => {
  const { ann, bob, room } = await two()
  const { url, fileId } = await uploaded(ann, room, text('secret'))
  await send(ann, room, [fileId])
  expect((await opened(bob, url)).status).toBe(200)
  await request(world.url(), 'DELETE', `/api/channels/${room}/members`, {
    token: bob.token,
    body: { userIds: [bob.userId] },
  })
  expect((await opened(bob, url)).status).toBe(404)
})

test('until a file is sent, only who uploaded it reads it, and nobody else can send it', async () => {
  const { ann, bob, room } = await two()
  const { url, fileId } = await uploaded(ann, room, text('draft'))
  expect((await opened(bob, url)).status).toBe(404)
  expect((await opened(ann, url)).status).toBe(200)
  expect(await send(bob, room, [fileId])).toMatchObject({ success: false, code: 5002 })
  expect(await send(ann, await channel(ann), [fileId])).toMatchObject({ success: false, code: 5002 })
})

test('a message that is sent again is the same one, with its file', async () => {
  const { ann, room } = await two()
  const { fileId } = await uploaded(ann, room, text('once'))
  const once = { clientMessageId: 'first' }
  const [first, again] = [await send(ann, room, [fileId], once), await send(ann, room, [fileId], once)]
  expect(again).toEqual(first)
  expect(await send(ann, room, [fileId])).toMatchObject({ success: false, code: 5002 })
})

test('a message has ten files at most, and without any it needs text', async () => {
  const { ann, room } = await two()
  const eleven = Array.from({ length: 11 }, (_, index) => `file ${index}`)
  expect(await send(ann, room, eleven)).toMatchObject({ success: false, code: 9001 })
  expect(await send(ann, room, [])).toMatchObject({ success: false, code: 5002 })
})

test('three uploads of a person at once are enough, and fifty that were not sent', async () => {
  const { ann, room } = await two()
  const { promise: goOn, resolve: finish } = Promise.withResolvers<void>()
  const slow = async function* () {
    yield text('slow')
    await goOn
  }
  const upload = () =>
    fetch(`${world.url()}/api/v1/files?conversationId=${room}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'x-file-name': 'a.txt' },
      body: Readable.toWeb(Readable.from(slow())) as ReadableStream<Uint8Array>,
      duplex: 'half',
    } as RequestInit)
  const three = [upload(), upload(), upload()]
  await vi.waitFor(async () => {
    const incoming = await readdir(join(dataDir(), 'files', 'incoming')).catch(() => [])
    expect(incoming).toHaveLength(3)
  })
  expect((await uploadTo(ann, room, text('a fourth'))).body.error).toMatchObject({ code: 5007 })
  finish()
  expect((await Promise.all(three)).map(({ status }) => status)).toEqual([200, 200, 200])

  const { attachments } = world.server().database
  const now = world.server().clock.now()
  for (let count = 3; count < 50; count++)
    await attachments.add(newAttachment(room, ann.userId, { createdAt: now }), 0, () => true)
  expect((await uploadTo(ann, room, text('one more'))).body.error).toMatchObject({ code: 5007 })
})

test('a deleted message takes its files along, from the disk too', async () => {
  const { ann, bob, room } = await two()
  const content = text(`gone ${room}`)
  const [one, other] = [await uploaded(ann, room, content), await uploaded(bob, room, content)]
  const messageId = idOf(await send(ann, room, [one.fileId]))
  const kept = await filesOnDisk()
  expect(await ann.client.ask('message:delete', { messageId })).toMatchObject({ success: true })
  expect((await opened(ann, one.url)).status).toBe(404)
  const second = idOf(await send(bob, room, [other.fileId]))
  expect(await (await opened(ann, other.url)).text()).toBe(`gone ${room}`)
  await bob.client.ask('message:delete', { messageId: second })
  await vi.waitFor(async () => expect(await filesOnDisk()).toHaveLength(kept.length - 1))
})

test('what nobody sent within a day goes', async () => {
  const { ann, room } = await two()
  const { fileId } = await uploaded(ann, room, text(`forgotten ${room}`))
  const { files } = world.server().runtime.services
  const { sql } = world.server()
  const older = (ms: number) =>
    sql(`UPDATE attachments SET created_at = created_at - $1 * interval '1 millisecond' WHERE id = $2`, [
      ms,
      fileId,
    ])
  await older(UNATTACHED_FOR_MS - 60_000)
  await files.sweep()
  expect(await world.server().database.attachments.find(fileId)).toBeDefined()
  await older(120_000)
  await files.sweep()
  expect(await world.server().database.attachments.find(fileId)).toBeUndefined()
})

test('helpdesk sends files with its messages, and tells the channel of one by the document’s event', async () => {
  const [ann, bob] = [await member('agent', 'Ann'), await member('user')]
  const channelId = await channel(ann, { memberIds: [bob.userId] })
  const file = await uploaded(ann, channelId, text('hello'))
  const sent = await ann.client.ask('chat:send_message', {
    channelId,
    message: '',
    messageType: 'file',
    attachments: [file.fileId],
  })
  expect(await bob.client.next('chat:new_message')).toMatchObject({
    messageType: 'file',
    attachments: [file],
  })
  const { messageId } = sent as unknown as { messageId: string }
  const news = { channelId, messageId, fileName: 'notes.txt', fileSize: 5, fileType: 'text/plain' }
  expect(await ann.client.ask('file_uploaded', news)).toEqual({ success: true, messageId })
  expect(await bob.client.next('file_upload_notification')).toEqual({
    ...news,
    uploadedBy: ann.userId,
    uploaderName: 'Ann',
    uploadedAt: expect.any(String),
  })
  bob.client.emit('file_uploaded', news)
  expect(await bob.client.next('chat:error')).toBe('There is nothing at this address')
})

const dataDir = () => world.server().dataDir
async function filesOnDisk(): Promise<string[]> {
  const all = await readdir(join(dataDir(), 'files', 'content'), { recursive: true })
  return all.filter((name) => name.includes('/'))
}

interface UploadOut {
  readonly uploadId: string
  readonly offset: number
  readonly file: FileOut | null
}
const PART = 250_000
const begin = (by: Member, conversationId: string, size: number, name = 'notes.txt') =>
  world.post('/api/v1/uploads', { conversationId, name, size }, by.token)
async function begun(...given: Parameters<typeof begin>): Promise<UploadOut> {
  const answer = await begin(...given)
  expect(answer.status).toBe(200)
  return answer.body.data as unknown as UploadOut
}
const put = (by: Member, id: string, offset: number, body: Uint8Array) =>
  request(world.url(), 'PUT', `/api/v1/uploads/${id}?offset=${offset}`, {
    token: by.token,
    body,
    headers: { 'content-type': 'application/octet-stream' },
  })
const asked = async (by: Member, id: string) =>
  (await world.get(`/api/v1/uploads/${id}`, by.token)).body.data as unknown as UploadOut
const long = 'x'.repeat(PART)

test('a file arrives in parts, goes on where it was cut off, and is one like every other', async () => {
  const { ann, bob, room } = await two()
  const { uploadId } = await begun(ann, room, PART + 5, 'long.txt')
  expect((await put(ann, uploadId, 0, text(long))).body.data).toMatchObject({ offset: PART, file: null })
  // Its answer was lost: what has arrived is asked for, and not sent again.
  expect(await put(ann, uploadId, 0, text(long))).toMatchObject({
    status: 409,
    body: { error: { code: 5009 } },
  })
  expect(await asked(ann, uploadId)).toMatchObject({ offset: PART })
  const { body } = await put(ann, uploadId, PART, text('hello'))
  const { file } = body.data as unknown as UploadOut
  expect(file).toMatchObject({ name: 'long.txt', size: PART + 5, type: 'text/plain' })
  expect(await asked(ann, uploadId)).toMatchObject({ offset: PART + 5, file })
  await send(ann, room, [file?.fileId ?? ''])
  expect(await (await opened(bob, file?.url ?? '')).text()).toBe(`${long}hello`)
  const parts = (await readdir(join(world.server().dataDir, 'files', 'content'), { recursive: true })).filter(
    (name) => name.includes(uploadId),
  )
  expect(parts).toEqual([])
})

test('uploads are one’s own, of a conversation that one writes in, and bounded', async () => {
  const { ann, bob, room } = await two()
  const stranger = await person()
  expect((await begin(stranger, room, 5)).status).toBe(404)
  expect((await begin(ann, room, MAX_FILE_MB * 1_000_000 + 1)).status).toBe(413)
  expect(await begin(ann, room, 5, ' / ')).toMatchObject({ status: 400, body: { error: { code: 9001 } } })
  const { uploadId } = await begun(ann, room, 600_000)
  for (const who of [bob, stranger]) {
    expect((await world.get(`/api/v1/uploads/${uploadId}`, who.token)).status).toBe(404)
    expect((await put(who, uploadId, 0, text(long))).status).toBe(404)
  }
  for (const wrong of [new Uint8Array(), text('too little'), new Uint8Array(600_001)])
    expect((await put(ann, uploadId, 0, wrong)).status).toBe(400)
  for (let more = 1; more < 10; more++) await begun(ann, room, 5)
  expect(await begin(ann, room, 5)).toMatchObject({ status: 429, body: { error: { code: 5007 } } })
  const { status } = await request(world.url(), 'DELETE', `/api/v1/uploads/${uploadId}`, { token: ann.token })
  expect(status).toBe(200)
  expect((await begin(ann, room, 5)).status).toBe(200)
})

test('what cannot be kept is refused with its last part, and is gone', async () => {
  const { ann, room } = await two()
  const { uploadId } = await begun(ann, room, 4, 'a.exe')
  expect((await put(ann, uploadId, 0, Uint8Array.of(0x4d, 0x5a, 0, 1))).status).toBe(415)
  expect((await world.get(`/api/v1/uploads/${uploadId}`, ann.token)).status).toBe(404)
})

test('of two that send the same part at once, the file has it once', async () => {
  const { ann, room } = await two()
  const { uploadId } = await begun(ann, room, 2 * PART)
  const answers = await Promise.all([0, 1].map(() => put(ann, uploadId, 0, text(long))))
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  expect(await asked(ann, uploadId)).toMatchObject({ offset: PART })
  expect((await put(ann, uploadId, PART, text(long))).body.data).toMatchObject({ file: { size: 2 * PART } })
})

test('what was not completed within a day is gone, its parts too', async () => {
  const { ann, room } = await two()
  const { uploadId } = await begun(ann, room, 2 * PART)
  await put(ann, uploadId, 0, text(long))
  const parts = async () =>
    (await readdir(join(world.server().dataDir, 'files', 'content'), { recursive: true })).filter((name) =>
      name.includes(uploadId),
    ).length
  expect(await parts()).toBeGreaterThan(0)
  await world
    .server()
    .sql(`UPDATE uploads SET created_at = created_at - interval '25 hours' WHERE id = $1`, [uploadId])
  expect((await world.get(`/api/v1/uploads/${uploadId}`, ann.token)).status).toBe(404)
  await world.server().runtime.services.fileParts.sweep()
  expect(await parts()).toBe(0)
})
