import { expect, test } from 'vitest'
import { begin, type Session, withParticipant } from '../sessions'
import { countMedia, lineBandOf, SKIP_MS } from './media-counts'
import { type MediaMetrics, newMedia, withMetrics } from './media'

const wish = { maxBitrate: 64, connection: null }
const newcomer = (user: string) => ({
  user,
  publicId: `id of ${user}`,
  dialect: 'generic',
  here: true,
  media: wish,
})
const call = (chatType: Session['chatType'] = 'audio') =>
  begin({ id: 's', tenantId: 'default', chatType, pair: [newcomer('ann'), newcomer('bob')] }, 0)

function reporting(session: Session, user: string, changes: Partial<MediaMetrics>): Session {
  const metrics = {
    packetLoss: 0,
    jitter: 5,
    currentBitrate: 32,
    averageBitrate: 32,
    iceConnectionState: 'connected',
    callDuration: 1,
    connectTime: 900,
    ...changes,
  }
  return withParticipant(session, user, { media: withMetrics(newMedia(wish), metrics, 2_000) })
}

test.each([
  { losses: [0, 0.9], band: 'good' },
  { losses: [0, 1], band: 'fair' },
  { losses: [5, 0], band: 'poor' },
  { losses: [0], band: 'none' },
])('sides that lose $losses per cent make a $band line', ({ losses: [ann = 0, bob], band }) => {
  const one = reporting(call(), 'ann', { packetLoss: ann })
  expect(lineBandOf(bob === undefined ? one : reporting(one, 'bob', { packetLoss: bob }))).toBe(band)
})

test('an ended call counts both sides, their paths, and what came of a bad line', () => {
  const counted: Record<string, number> = {}
  const session = reporting(reporting(call(), 'ann', { packetLoss: 7, relayed: true }), 'bob', {
    relayed: false,
  })
  countMedia(() => counted, session, 'left', SKIP_MS - 1)
  expect(counted).toMatchObject({
    'audio.sides:connected': 2,
    'audio.path:relay': 1,
    'audio.path:direct': 1,
    'audio.line:poor': 1,
    'audio.skipped:poor': 1,
  })
  countMedia(() => counted, session, 'reported', SKIP_MS)
  expect(counted).toMatchObject({ 'audio.line:poor': 2, 'audio.skipped:poor': 1, 'audio.reported:poor': 1 })
})

test('a session without sound counts nothing', () => {
  const counted: Record<string, number> = {}
  countMedia(() => counted, call('text'), 'left', 1)
  expect(counted).toEqual({})
})
