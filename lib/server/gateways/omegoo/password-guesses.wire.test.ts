import { expect, test } from 'vitest'
import { newAddress, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { TRUST_PROXY: '1', RATE_LIMIT_FACTOR: '1' } })

test('a password is guessed five times a minute, wherever it is shown and from however many addresses', async () => {
  const email = 'guessed-often@example.org'
  await registerGuest(world.url(), { email, password: 'a long password' })
  const guess = (path: string, more: object = {}) =>
    request(world.url(), 'POST', path, {
      body: { email, password: 'a wrong password', ...more },
      headers: { 'x-forwarded-for': newAddress() },
    })
  const ways = [
    () => guess('/api/auth/login'),
    () => guess('/api/moderation/appeal', { text: 'It was not me' }),
    () => guess('/api/auth/passkey-options'),
  ]
  const statuses: number[] = []
  for (let tried = 0; tried < 9; tried += 1) statuses.push((await ways[tried % 3]?.())?.status ?? 0)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429])
})
