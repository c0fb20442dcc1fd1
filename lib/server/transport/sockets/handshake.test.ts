import { expect, test } from 'vitest'
import { z } from 'zod'
import { omegoo } from '@/lib/contracts/omegoo/contract'
import { createHandshakeReader } from './handshake'

const read = createHandshakeReader([
  omegoo,
  { name: 'other', handshake: z.object({ sessionId: z.number(), depth: z.number().default(3) }) },
  { name: 'plain' },
])
const fields = (auth: unknown) => read(auth).omegoo

test('each contract gets its own fields of a handshake, in its own form', () => {
  expect(read({ sessionId: 's', lastSeq: 4, can: ['confirm'], token: 't', account: 'ann', odd: 1 })).toEqual({
    omegoo: { sessionId: 's', lastSeq: 4, can: ['confirm'], account: 'ann' },
    other: {},
  })
  expect(read({ sessionId: 7 })).toEqual({ omegoo: {}, other: { sessionId: 7 } })
})

test('a sessionId of null is kept', () => {
  expect(fields({ sessionId: null })).toEqual({ sessionId: null })
})

test.each([
  { lastSeq: -1 },
  { lastSeq: 1.5 },
  { lastSeq: '4' },
  { can: 'confirm' },
  { can: [1] },
  { can: Array.from({ length: 1_000 }, () => 'mode') },
  { sessionId: {} },
  { sessionId: 'x'.repeat(1_000) },
  { account: 5 },
])('a malformed field is left out, the others stay: %j', (malformed) => {
  const right = Object.entries({ sessionId: 's', lastSeq: 1, can: ['mode'], account: 'ann' })
  const others = Object.fromEntries(right.filter(([name]) => !(name in malformed)))
  expect(fields({ ...others, ...malformed })).toEqual(others)
})

test.each([undefined, null, 'text', 5, []])('a handshake of %j has no fields', (auth) => {
  expect(fields(auth) ?? {}).toEqual({})
})
