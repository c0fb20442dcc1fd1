import { expect, test } from 'vitest'
import { readBody } from './body'
import { deviceWords } from './device-words'

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

test.each([
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari on iPhone'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox on Linux'],
  ['curl/8.0', 'A program'],
  ['', 'A program'],
  [null, 'A program'],
])('%s is "%s"', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words)
})
