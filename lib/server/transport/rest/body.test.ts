import { expect, test } from 'vitest'
import { readBody } from './body'

const request = (body: string | undefined, type = 'application/json') =>
  new Request('http://test/', { method: 'POST', body, headers: { 'content-type': type } })

test.each([
  { what: 'nothing', read: () => readBody(request(undefined)), body: undefined },
  { what: 'JSON', read: () => readBody(request('{"a":"ä"}')), body: { a: 'ä' } },
  {
    what: 'JSON with a character set',
    read: () => readBody(request('[1]', 'Application/JSON; charset=utf-8')),
    body: [1],
  },
])('reads $what', async ({ read, body }) => {
  expect(await read()).toEqual(body)
})

test.each([
  {
    what: 'a form',
    read: () => readBody(request('a=1', 'application/x-www-form-urlencoded')),
    reason: 'UNSUPPORTED_MEDIA_TYPE',
  },
  { what: 'half of JSON', read: () => readBody(request('{"a":')), reason: 'INVALID_REQUEST' },
  {
    what: 'too much depth',
    read: () => readBody(request('['.repeat(20) + ']'.repeat(20))),
    reason: 'INVALID_REQUEST',
  },
  {
    what: 'more than 16 KiB',
    read: () => readBody(request(`"${'x'.repeat(16_384)}"`)),
    reason: 'PAYLOAD_TOO_LARGE',
  },
])('refuses $what: $reason', async ({ read, reason }) => {
  await expect(read()).rejects.toMatchObject({ reason })
})
