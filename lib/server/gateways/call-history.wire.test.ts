import { beforeEach, expect, test } from 'vitest'
import { callQualityTracker } from '@/lib/call-quality-tracker'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, telehealth, caas } = createMembers(world)
beforeEach(() => fillRuntimeSlot(world.server().runtime.runtime))

type Data = Record<string, unknown>

const QUALITY = {
  latency_ms: 150,
  packet_loss_percentage: 2.5,
  jitter_ms: 20,
  bitrate_kbps: 500,
  frame_rate: 30,
  resolution: '1280x720',
}

async function two() {
  const [ann, bob] = [await account(), await account()]
  return { ann, bob, hers: await telehealth(ann.token), his: await caas(bob.token, '/webrtc') }
}

async function callsOf(token: string, query = ''): Promise<Data[]> {
  const { status, body } = await world.get(`/api/v1/calls${query}`, token)
  expect(status).toBe(200)
  return (body.data as { calls: Data[] }).calls
}

test('a call is in both histories with its length, its end and the quality of one’s own line', async () => {
  const { ann, bob, hers, his } = await two()
  const { callId } = await hers.ask('call:initiate', { recipientId: bob.userId, callType: 'video' })
  await his.next('call:incoming')
  await his.ask('call:answer', { call_id: callId })
  expect(await hers.ask('call:quality', { callId, ...QUALITY })).toMatchObject({ success: true })
  // More than one a second is not counted.
  await hers.ask('call:quality', { call_id: callId, ...QUALITY, latency_ms: 9_000 })
  await world.advance(2_000)
  await hers.ask('call:quality', { callId, ...QUALITY, latency_ms: 250 })
  await his.ask('call:quality', { call_id: callId, ...QUALITY, frame_rate: undefined })
  await world.advance(40_000)
  await his.ask('call:hangup', { call_id: callId })
  const about = { callId, callType: 'video', status: 'ended', reason: 'hangup', duration: 42, missed: false }
  expect(await callsOf(ann.token)).toEqual([
    expect.objectContaining({
      ...about,
      direction: 'outgoing',
      userId: bob.userId,
      displayName: bob.displayName,
      quality: { reports: 2, ...QUALITY, latency_ms: 200 },
    }),
  ])
  expect(await callsOf(bob.token)).toEqual([
    expect.objectContaining({ ...about, direction: 'incoming', userId: ann.userId }),
  ])
  expect(await callQualityTracker.getCallAnalytics(String(callId), 42, 2)).toMatchObject({
    call_id: callId,
    duration: 42,
    participant_count: 2,
    report_count: 3,
    average_packet_loss_percentage: 2.5,
  })
})

test('missed calls are found by who missed them: nobody was there, or they were busy', async () => {
  const { ann, bob, hers } = await two()
  const cat = await account()
  await hers.ask('call:initiate', { recipientId: cat.userId, callType: 'audio' })
  await world.advance(30_500)
  const other = await telehealth(bob.token)
  await other.ask('call:initiate', { recipientId: ann.userId, callType: 'audio' })
  await hers.next('call:incoming')
  const third = await account()
  const client = await telehealth(third.token)
  expect(await client.ask('call:initiate', { recipientId: ann.userId, callType: 'audio' })).toMatchObject({
    code: 3005,
  })
  await client.next('call:ended')
  expect(await callsOf(cat.token, '?missed=true')).toMatchObject([
    { userId: ann.userId, status: 'missed', missed: true },
  ])
  expect(await callsOf(ann.token, '?missed=true')).toMatchObject([{ userId: third.userId, reason: 'busy' }])
  expect(await callsOf(cat.token, '?missed=false')).toHaveLength(1)
})

test('a call is refused without a socket, and pages go back in time', async () => {
  const { ann, bob, hers, his } = await two()
  for (let index = 0; index < 2; index += 1) {
    const { callId } = await hers.ask('call:initiate', { recipientId: bob.userId, callType: 'audio' })
    await his.next('call:incoming')
    const refused = await world.post(`/api/v1/calls/${String(callId)}/reject`, { reason: 'busy' }, bob.token)
    expect(refused.body).toEqual({ success: true, data: { callId } })
    expect(await hers.next('call:rejected')).toEqual({ callId, userId: bob.userId, reason: 'busy' })
    await world.advance(1_000)
  }
  const [newest, oldest] = await callsOf(ann.token)
  expect([newest, oldest]).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  const before = encodeURIComponent(String(newest?.['startedAt']))
  expect(await callsOf(ann.token, `?limit=1&before=${before}`)).toEqual([oldest])
})

test('a call whose memory is lost has failed a minute later', async () => {
  const { ann, bob, hers, his } = await two()
  const { callId } = await hers.ask('call:initiate', { recipientId: bob.userId, callType: 'audio' })
  await his.next('call:incoming')
  await callsOf(ann.token)
  const { liveCalls } = world.server().state
  // As after a crash: nobody announces that it is over.
  await liveCalls.change(String(callId), (call) => ({ ...call, end: { why: 'failed', by: null, at: 0 } }), 0)
  await world.advance(61_000)
  expect(await callsOf(bob.token)).toMatchObject([
    { callId, status: 'failed', reason: 'failed', missed: true },
  ])
})
