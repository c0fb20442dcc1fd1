import { expect, test, vi } from 'vitest'
import { createWorld, MATCHING_DELAY_MS } from '@/lib/testing/world'

const world = createWorld()
const { advance, person } = world

const preferences = (network: unknown, chatType = 'video') => ({ preferences: { chatType, network } })
const BAD = [
  { stun: false, turn: false },
  { stun: true, turn: true, uplinkKbps: 149 },
]
const GOOD = [
  undefined,
  {},
  { stun: false, turn: true, uplinkKbps: 150 },
  { stun: true },
  { uplinkKbps: 1e9 },
]

test.each(BAD)(
  'a person who asks for video with %o is offered audio and text, and waits',
  async (network) => {
    const [ann, bob] = [await person(), await person()]
    expect(await ann.client.ask('join-queue', preferences(network))).toMatchObject({
      success: true,
      position: 1,
    })
    expect(await ann.client.next('queue-joined')).toMatchObject({
      chatType: 'video',
      suggest: ['audio', 'text'],
    })
    await bob.client.ask('join-queue', preferences(undefined))
    expect(await bob.client.next('queue-joined')).toEqual({
      position: 1,
      estimatedWaitTime: expect.any(Number),
      chatType: 'video',
    })
    await advance(10_000)
    await bob.client.settled()
    expect([ann.client.names(), bob.client.names()]).toEqual([['queue-joined'], ['queue-joined']])
  },
)

test('a person who takes the offer meets others who ask for audio, whatever the line', async () => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join-queue', preferences(BAD[0]))
  await ann.client.ask('join-queue', preferences(BAD[0], 'audio'))
  await bob.client.ask('join-queue', preferences(BAD[1], 'audio'))
  await advance(MATCHING_DELAY_MS)
  expect(await bob.client.next('match-found')).toMatchObject({ chatType: 'audio' })
})

test.each(GOOD)('people with %o meet for video: unknown counts as good', async (network) => {
  const [ann, bob] = [await person(), await person()]
  await ann.client.ask('join-queue', preferences(network))
  await bob.client.ask('join-queue', preferences({ stun: true, turn: true, uplinkKbps: 2_000 }))
  await advance(MATCHING_DELAY_MS)
  expect(await ann.client.next('match-found')).toMatchObject({ chatType: 'video' })
})

test.each([
  ['a text', 'good'],
  ['a number for a word', { stun: 1 }],
  ['a text for a number', { uplinkKbps: '200' }],
  ['less than nothing', { uplinkKbps: -1 }],
  ['null', null],
])('a network that is no such thing is refused, by event and by REST: %s', async (_, network) => {
  const { client, token } = await person()
  expect(await client.ask('join-queue', preferences(network))).toMatchObject({ success: false, code: 9001 })
  const { status } = await world.post('/api/chat/find-match', preferences(network), token)
  expect(status).toBe(400)
})

test('find-match reads the network too', async () => {
  const [ann, bob] = [await person(), await person()]
  const waiting = () => world.server().runtime.services.live().waiting
  await ann.client.ask('join-queue', preferences(undefined))
  const inVain = world.post('/api/chat/find-match', preferences(BAD[0]), bob.token)
  await vi.waitFor(() => expect(waiting()).toBe(2), { interval: 2 })
  await advance(8_000)
  expect(await inVain).toMatchObject({ status: 404, body: { error: { code: 3001 } } })
  const found = world.post('/api/chat/find-match', preferences(GOOD[2]), bob.token)
  await vi.waitFor(() => expect(waiting()).toBe(2), { interval: 2 })
  await advance(MATCHING_DELAY_MS)
  expect(await found).toMatchObject({ status: 200, body: { data: { chatType: 'video' } } })
})
