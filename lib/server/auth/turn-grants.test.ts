import { expect, test } from 'vitest'
import { createTurnGrants } from './turn-grants'

const TURN = { urls: ['turn:relay.example:3478'], secret: 'shared with the relay' }
const grants = createTurnGrants(TURN, 'of the server alone, long enough')
const nameOf = (username = '') => username.split(':')[1]

test('a credential is the HMAC of expiry and digest under the secret of the relay', () => {
  const grant = grants.grant('ann', 1_000_000)
  expect(grant).toEqual({
    urls: TURN.urls,
    username: expect.stringMatching(/^1600:[\w-]{24}$/),
    credential: expect.stringMatching(/^[\w+/]{27}=$/),
  })
})

test('an account keeps its name at the relay, and has another one than everybody else', () => {
  const [now, later] = [grants.grant('ann', 0), grants.grant('ann', 3_600_000)]
  expect(nameOf(later?.username)).toBe(nameOf(now?.username))
  expect(later?.credential).not.toBe(now?.credential)
  expect(nameOf(grants.grant('bob', 0)?.username)).not.toBe(nameOf(now?.username))
})

test('who has the secret of the relay alone cannot make out the account', () => {
  const elsewhere = createTurnGrants(TURN, 'another server, with the same relay')
  expect(nameOf(elsewhere.grant('ann', 0)?.username)).not.toBe(nameOf(grants.grant('ann', 0)?.username))
})

test('without relays there is nothing to grant', () => {
  expect(createTurnGrants(undefined, 'of the server alone').grant('ann', 0)).toBeUndefined()
})
