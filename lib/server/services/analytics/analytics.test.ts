import { expect, test } from 'vitest'
import type { ChatType } from '@/lib/domain/sessions'
import { voice } from '@/lib/server/gateways/omegoo/dialects/voice'
import { actor, anyone, anyoneGeneric, HERE, openCore } from '../core.fixture'
import type { Wish } from '../matching/matching'

const [ann, bob] = [actor('ann'), actor('bob')]

test('every figure exists and is right before anything happened', () => {
  expect(openCore().services.analytics.snapshot('text')).toEqual({
    queue: { currentSize: 0, peakSize: 0 },
    rooms: { active: 0, totalCreated: 0 },
    pairing: { medianTime: 0, p50: 0, p95: 0, p99: 0, underOneSecond: 100 },
    sessions: { averageDuration: 0, totalDuration: 0 },
    messages: { total: 0, averagePerSession: 0 },
    requeues: { total: 0, perHour: 0 },
    disconnectReasons: {},
  })
})

test('the figures are those of text chat', async () => {
  const { services, pairUp, clock } = openCore()
  await pairUp(ann, bob)
  for (const n of [1, 2, 3])
    await services.sessions.send(ann, { content: `${n}`, type: 'text', clientMessageId: null })
  await clock.advance(9_950)
  await services.sessions.leave(ann)
  await clock.advance(60_000)
  await services.matching.join(ann, anyone)
  await services.matching.join(ann, anyone)
  await clock.advance(1)
  await services.matching.join(bob, { ...anyone, chatType: 'video' })
  const { pairing, ...figures } = services.analytics.snapshot('text')
  expect(figures).toEqual({
    queue: { currentSize: 1, peakSize: 2 },
    rooms: { active: 0, totalCreated: 1 },
    sessions: { averageDuration: 10_000, totalDuration: 10_000 },
    messages: { total: 3, averagePerSession: 3 },
    requeues: { total: 1, perHour: 1 },
    disconnectReasons: { left: 1 },
  })
  expect(pairing.underOneSecond).toBe(100)
  expect(pairing.p50).toBeGreaterThanOrEqual(150)
  expect(pairing.p99).toBeLessThanOrEqual(150 * 1.13)
})

const bySound: Wish = { ...anyone, chatType: 'audio', dialect: voice.name }
const metrics = {
  packetLoss: 0,
  jitter: 4,
  currentBitrate: 24,
  averageBitrate: 24,
  iceConnectionState: 'connected',
  callDuration: 1,
}

test('a session with sound counts for voice, and neither for text nor for video', async () => {
  const { services, pairUp, clock } = openCore()
  const nothing = services.analytics.snapshot('text')
  await pairUp(ann, bob, bySound)
  await services.sessions.send(ann, { content: 'hello', type: 'text', clientMessageId: null })
  await clock.advance(9_950)
  await services.sessions.leave(ann)
  await services.matching.join(bob, bySound)
  expect(services.analytics.mediaSnapshot('audio')).toMatchObject({
    queue: { currentSize: 1, peakSize: 2 },
    rooms: { active: 0, totalCreated: 1 },
    sessions: { averageDuration: 10_000, totalDuration: 10_000 },
    messages: { total: 1, averagePerSession: 1 },
    requeues: { total: 1 },
    disconnectReasons: { left: 1 },
  })
  expect(services.analytics.snapshot('text')).toEqual(nothing)
  expect(services.analytics.mediaSnapshot('video')).toEqual({
    ...nothing,
    media: {
      connectTime: { p50: 0, p95: 0, p99: 0 },
      reconnects: { tried: 0, succeeded: 0, rate: 100 },
      failed: 0,
    },
  })
})

test('the first time to media of each participant is counted, once', async () => {
  const { services, pairUp, clock } = openCore()
  const session = await pairUp(ann, bob, bySound)
  for (const [who, connectTime] of [
    [ann, 400],
    [bob, 800],
    [ann, 9_000],
  ] as const) {
    await clock.advance(1_000)
    await services.media.report(who, session, { ...metrics, connectTime })
  }
  const { connectTime } = services.analytics.mediaSnapshot('audio').media
  expect(connectTime).toEqual({ p50: 447, p95: 891, p99: 891 }) // upper bounds of buckets
})

test('who comes back and who cannot are counted by the kind of session; where no kind is known for none', async () => {
  const { services, pairUp } = openCore()
  await pairUp(ann, bob, bySound)
  const back = (kinds: readonly ChatType[]) =>
    services.sessions.resumeMedia(ann, 'ann 1', { dialect: voice.name, kinds })
  await back(['audio'])
  await back(['text', 'audio', 'video'])
  await services.sessions.leave(bob)
  await back(['audio'])
  await back(['text', 'audio', 'video'])
  const { mediaSnapshot } = services.analytics
  expect(mediaSnapshot('audio').media.reconnects).toEqual({ tried: 3, succeeded: 2, rate: 66.7 })
  expect(mediaSnapshot('video').media.reconnects).toEqual({ tried: 0, succeeded: 0, rate: 100 })
})

test('a session whose media failed for too long is a failure', async () => {
  const { services, pairUp, clock } = openCore()
  const session = await pairUp(ann, bob, bySound)
  await services.media.report(ann, session, { ...metrics, iceConnectionState: 'failed' })
  await clock.advance(31_000)
  expect(services.analytics.mediaSnapshot('audio')).toMatchObject({
    rooms: { active: 0, totalCreated: 1 },
    disconnectReasons: { 'media-failed': 1 },
    media: { failed: 1 },
  })
})

test('a session that changes its kind is active in the new one alone, and was created in the first', async () => {
  const { services, connections, pairUp, clock } = openCore()
  const session = await pairUp(ann, bob, { ...anyoneGeneric, chatType: 'video' })
  for (const who of [ann, bob]) await connections.declare(who, `${who.userId} 1`, [...HERE, 'modes'])
  await services.modes.request(ann, { session, connection: 'ann 1' }, 'audio')
  expect(services.analytics.snapshot('video').rooms).toEqual({ active: 0, totalCreated: 1 })
  expect(services.analytics.snapshot('audio').rooms).toEqual({ active: 1, totalCreated: 0 })
  await clock.advance(1_000)
  await services.sessions.leave(ann)
  expect(services.analytics.snapshot('audio')).toMatchObject({
    rooms: { active: 0 },
    disconnectReasons: { left: 1 },
  })
})
