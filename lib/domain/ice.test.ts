import { expect, test } from 'vitest'
import { iceBetweenStrangers, turnUsername } from './ice'

const STUN = ['stun:one.example', 'stun:two.example:3478']
const GRANT = { urls: ['turn:relay.example'], username: '1:ann', credential: 'word' }

test.each([
  { now: 0, username: '600:ann' },
  { now: 999, username: '600:ann' },
  { now: 1_000, username: '601:ann' },
  { now: 1_764_455_299_999, username: '1764455899:ann' },
])('a name for the relay made at $now ms is good for ten minutes: $username', ({ now, username }) => {
  expect(turnUsername('ann', now)).toBe(username)
})

test('strangers connect through the relay alone where there is one', () => {
  expect(iceBetweenStrangers(STUN, GRANT)).toEqual({
    iceServers: [{ urls: STUN }, GRANT],
    iceTransportPolicy: 'relay',
    ttl: 600,
  })
})

test('without a relay strangers connect directly, and without any server on one network', () => {
  expect(iceBetweenStrangers(STUN, undefined)).toMatchObject({
    iceServers: [{ urls: STUN }],
    iceTransportPolicy: 'all',
  })
  expect(iceBetweenStrangers([], undefined).iceServers).toEqual([])
})
