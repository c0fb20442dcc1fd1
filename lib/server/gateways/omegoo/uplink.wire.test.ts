import { expect, test } from 'vitest'
import { request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const PATH = '/api/stats/uplink'
const LARGEST = 64 * 1024
const world = createWorld()
const { post, person } = world

test('bytes arrive, and the client learns how many', async () => {
  const { token } = await person()
  const { status, body } = await post(PATH, new Uint8Array(LARGEST), token)
  expect([status, body]).toEqual([200, { success: true, data: { bytes: LARGEST } }])
})

test('more than a client needs is refused, and so is anything but bytes', async () => {
  const { token } = await person()
  expect((await post(PATH, new Uint8Array(LARGEST + 1), token)).status).toBe(413)
  const headers = { 'content-type': 'text/plain' }
  expect((await request(world.url(), 'POST', PATH, { body: 'a', token, headers })).status).toBe(415)
})

test('is for people alone', async () => {
  expect((await post(PATH, new Uint8Array(8))).status).toBe(401)
})
