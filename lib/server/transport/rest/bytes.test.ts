import { createHmac } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { fileAnswer, fileBody, type FileOut, rawBody } from '@/lib/contracts/bytes'
import { type Contract, defineContract, envelope } from '@/lib/contracts/kit'
import type { GatewayRest } from '@/lib/server/gateways/kit'
import { createRest } from './rest'
import { createRestTable } from './rest-table'

const about = { access: 'public', limits: [], summary: '', source: '' } as const
const contract = defineContract({
  name: 'files',
  title: 'Files',
  fromHandshake: false,
  capabilities: [],
  families: {},
  namespaces: {},
  rest: {
    webhook: {
      ...about,
      method: 'POST',
      path: '/api/webhook',
      headers: z.object({ 'x-signature': z.string() }),
      body: rawBody({ maxBytes: 100, types: ['application/json'] }),
      response: envelope(z.object({ isSigned: z.boolean() })),
    },
    upload: {
      ...about,
      method: 'POST',
      path: '/api/files',
      body: fileBody({ maxBytes: 50_000, types: ['image/*', 'application/pdf'] }),
      response: envelope(z.object({ name: z.string(), type: z.string(), size: z.number() })),
    },
    download: {
      ...about,
      method: 'GET',
      path: '/api/files/:name',
      params: z.object({ name: z.string() }),
      response: fileAnswer(),
    },
  },
})

const sign = (bytes: Uint8Array | string) => createHmac('sha256', 'secret').update(bytes).digest('hex')
const CONTENT = new TextEncoder().encode('0123456789')
const read = vi.fn<FileOut['read']>((part) => (part ? CONTENT.slice(part.start, part.end + 1) : CONTENT))

const handlers: GatewayRest<typeof contract> = {
  webhook: ({ body, headers }) => ({
    success: true,
    data: { isSigned: sign(body.bytes) === headers['x-signature'] },
  }),
  upload: ({ body: { name, type, bytes } }) => ({
    success: true,
    data: { name, type, size: bytes.byteLength },
  }),
  download: ({ params: { name } }) => ({
    name,
    type: 'image/png',
    size: CONTENT.byteLength,
    tag: 'v1',
    read,
  }),
}
const gateway = { contract: contract as Contract, inbound: {}, outbound: {}, rest: handlers }

type Deps = Parameters<typeof createRest>[0]
/** Rows without access or limits need nothing but these. */
const deps = {
  gateways: [gateway],
  services: { logins: {} },
  limits: { consume: async () => undefined },
  origins: { mayAct: () => true },
  hasSessionCookie: () => false,
  geo: { locationOf: () => undefined },
  languageOf: () => 'en',
  clock: { now: () => 0 },
  log: { error: (context: object) => expect(context).toBeUndefined() },
} as unknown as Deps
const rest = createRest(deps)
const ask = (method: string, path: string, init: RequestInit = {}) =>
  rest.answer(new Request(`http://localhost${path}`, { method, ...init, duplex: 'half' } as RequestInit))
const refusal = async (response: Response) => {
  const { error } = (await response.json()) as { error: { message: string; description: string } }
  return [response.status, error.message, error.description]
}

describe('a raw body', () => {
  const send = (body: BodyInit, type = 'application/json; charset=utf-8', signature = '') =>
    ask('POST', '/api/webhook', { body, headers: { 'content-type': type, 'x-signature': signature } })

  test('reaches its handler as the bytes that came, so that a signature over them holds', async () => {
    const text = '{"a" : 1,\r\n "b":"\\u00e9 é"}'
    const answer = await send(text, undefined, sign(text))
    expect(await answer.json()).toEqual({ success: true, data: { isSigned: true } })
  })

  test('that is no JSON is the handler’s concern', async () => {
    expect((await send('not json')).status).toBe(200)
  })

  test('of another media type is refused before it is read', async () => {
    const expected = [415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json']
    expect(await refusal(await send('x', 'text/plain'))).toEqual(expected)
  })

  test.each([true, false])('beyond its limit is refused (length declared: %s)', async (declared) => {
    const bytes = new Uint8Array(101)
    const body = declared ? bytes : new Blob([bytes.slice(0, 60), bytes.slice(60)]).stream()
    expect(await refusal(await send(body))).toEqual([413, 'PAYLOAD_TOO_LARGE', 'At most 100 bytes'])
  })

  test('without a header that the row asks for is refused', async () => {
    const response = await ask('POST', '/api/webhook', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect((await refusal(response)).slice(0, 2)).toEqual([400, 'INVALID_REQUEST'])
  })

  test('may be as large at the port as its row allows', () => {
    const { paths } = createRestTable([gateway])
    expect([paths.maxBytesOf('/api/webhook'), paths.maxBytesOf('/api/files')]).toEqual([100, 50_000])
  })
})

describe('a file that comes in', () => {
  const send = (name: string | undefined, { type = 'image/png', body = 'png' as BodyInit } = {}) =>
    ask('POST', '/api/files', {
      body,
      headers: { 'content-type': type, ...(name !== undefined && { 'x-file-name': name }) },
    })

  test.each([
    ['photo.png', 'photo.png'],
    [encodeURIComponent('Größe 📷.png'), 'Größe 📷.png'],
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['C:\\photos\\me.png', 'me.png'],
    ['two%0Alines.png', 'two lines.png'],
  ])('named %s has the name %s', async (header, name) => {
    expect(await (await send(header)).json()).toEqual({
      success: true,
      data: { name, type: 'image/png', size: 3 },
    })
  })

  test.each([undefined, '', '%zz', '..', '%20', 'folder/', 'x'.repeat(256)])(
    'named %s is refused',
    async (name) => {
      expect((await refusal(await send(name))).slice(0, 2)).toEqual([400, 'INVALID_REQUEST'])
    },
  )

  test.each([
    ['image/svg+xml', 200],
    ['application/pdf', 200],
    ['text/html', 415],
    ['imagex/png', 415],
  ])('of the type %s is answered %i', async (type, status) => {
    expect((await send('a', { type })).status).toBe(status)
  })

  test('that is empty is refused', async () => {
    const expected = [400, 'INVALID_REQUEST', 'The file is empty']
    expect(await refusal(await send('a.png', { body: '' }))).toEqual(expected)
  })
})

describe('a file that goes out', () => {
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    ask(method, '/api/files/Gr%C3%B6%C3%9Fe.png', { headers })

  test('is an attachment with its name, type and size', async () => {
    const response = await get()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''Gr%C3%B6%C3%9Fe\.png/),
      'content-length': '10',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache, no-transform',
      etag: '"v1"',
    })
    expect(await response.text()).toBe('0123456789')
  })

  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['bytes=20-30', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
    ['nonsense', 200, '0123456789', null],
  ])('by the part %s is answered %i with %s', async (range, status, text, contentRange) => {
    const response = await get({ range })
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([
      status,
      text,
      contentRange,
    ])
    expect(response.headers.get('content-length')).toBe(String(text.length))
  })

  test('that has changed since its first part came is sent whole', async () => {
    const parts = await Promise.all(
      ['"v0"', '"v1"'].map((known) => get({ range: 'bytes=2-4', 'if-range': known })),
    )
    expect(await Promise.all(parts.map((part) => part.text()))).toEqual(['0123456789', '234'])
  })

  test.each([
    ['GET', { 'if-none-match': '"v0", W/"v1"' }, 304, null],
    ['HEAD', {}, 200, '10'],
  ])('is not read for %s with %j', async (method, headers, status, length) => {
    read.mockClear()
    const response = await get(headers, method)
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      status,
      length,
      '',
    ])
    expect(read).not.toHaveBeenCalled()
  })
})
