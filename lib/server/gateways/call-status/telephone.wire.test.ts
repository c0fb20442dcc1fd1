import { expect, test } from 'vitest'
import { createMembers } from '@/lib/testing/members'
import { connectRaw } from '@/lib/testing/raw-client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({
  env: { TELEPHONY_PREFIXES: '+1555,+91', TELEPHONY_DAILY_MAX: '1', RATE_LIMIT_FACTOR: '5' },
})
const { account } = createMembers(world)

async function follower({ userId, token }: { userId: string; token: string }) {
  const raw = await connectRaw(world.url())
  raw.send('init', { userId, token })
  expect(await raw.next()).toMatchObject({ type: 'connected' })
  return raw
}
async function call(token: string, customerNumber: string, assistantId?: string) {
  const { status, body } = await world.post('/api/v6/call', { customerNumber, assistantId }, token)
  return { status, body, callId: (body.data as { callId?: string } | undefined)?.callId ?? '' }
}

test('a simulated call rings, is answered and ends, as its placer is told and can ask', async () => {
  const ann = await account()
  const raw = await follower(ann)
  const { callId } = await call(ann.token, '+91 93510 44614', 'an-assistant')
  const frame = (status: string, endedReason?: string) => ({
    event: 'call.status.changed',
    callId,
    status,
    data: {
      type: 'status-update',
      assistantId: 'an-assistant',
      customerNumber: '+919351044614',
      ...(endedReason && { endedReason }),
    },
  })
  expect(await raw.next()).toEqual(frame('initiated'))
  await world.advance(3_000)
  expect(await raw.next()).toEqual(frame('ringing'))
  expect(await raw.next()).toEqual(frame('in-progress'))
  expect(await raw.next()).toEqual(frame('ended', 'customer-ended-call'))
  const { body } = await world.get(`/api/v6/call/${callId}`, ann.token)
  expect(body.data).toMatchObject({
    callId,
    status: 'ended',
    endedReason: 'customer-ended-call',
    duration: 2,
  })
  const bob = await account()
  expect((await world.get(`/api/v6/call/${callId}`, bob.token)).status).toBe(404)
  raw.close()
})

test('numbers that end in 01 are busy, in 02 fail', async () => {
  const ann = await account()
  const [busy, failing] = [await call(ann.token, '+15550101'), await call(ann.token, '+15550102')]
  await world.advance(1_000)
  const of = async (id: string) => (await world.get(`/api/v6/call/${id}`, ann.token)).body.data
  expect(await of(busy.callId)).toMatchObject({ status: 'ended', endedReason: 'customer-busy', duration: 0 })
  expect(await of(failing.callId)).toMatchObject({ status: 'failed' })
})

test('no number, one of another country, one too many and a guest are refused', async () => {
  const ann = await account()
  for (const number of ['12', '+4930123456']) expect((await call(ann.token, number)).status, number).toBe(400)
  const guest = await world.person()
  expect((await call(guest.token, '+15550100')).status).toBe(403)
  const statuses = []
  for (let index = 0; index < 3; index += 1) statuses.push((await call(ann.token, '+15550100')).status)
  // Three were made before, of five.
  expect(statuses).toEqual([200, 200, 429])
})

test('without a provider there is no webhook', async () => {
  const { status } = await world.post('/api/v6/call/webhook', { message: {} })
  expect(status).toBe(404)
})
