import { describe, expect, test } from 'vitest'
import { LIMITS, scaled } from '@/lib/domain/limits'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

/** A hundredth of every limit, so that ten people are a crowd. */
const FACTOR = 0.01
const MAX = scaled(LIMITS.joinsOfRange.max, FACTOR)
const MAX_OF_ADDRESS = scaled(LIMITS.joinsOfAddress.max, FACTOR)
const world = createWorld({ env: { TRUST_PROXY: '1', RATE_LIMIT_FACTOR: String(FACTOR) } })
const from = (address: string) => ({ 'x-forwarded-for': address })

let registered = 0
/** Somebody who registered elsewhere joins from an address. @returns the code of the refusal; undefined: they are in */
async function joins(address: string): Promise<unknown> {
  registered += 1
  const { body } = await request(world.url(), 'POST', '/api/auth/register', {
    body: { age: 30, termsAccepted: true, privacyAccepted: true, deviceFingerprint: newDevice() },
    headers: from(`10.${registered >> 8}.${registered & 255}.1`),
  })
  const { token } = body.data as { token: string }
  const { ask } = await world.client(token, { extraHeaders: from(address) })
  return (await ask('join_text_queue')).code
}

describe.each([
  { what: 'IPv4', at: (n: number) => `198.51.100.${n + 1}`, outside: '198.51.101.1' },
  { what: 'IPv6', at: (n: number) => `2001:db8:7:${n.toString(16)}::1`, outside: '2001:db8:8::1' },
])('new people of a range of $what', ({ at, outside }) => {
  test('join so often, from however many of its addresses, and those of others are free', async () => {
    const codes = []
    for (let n = 0; n < MAX + 2; n += 1) codes.push(await joins(at(n)))
    expect(codes).toEqual([...Array.from({ length: MAX }, () => undefined), 1003, 1003])
    expect(await joins(outside)).toBeUndefined()
  })
})

test('one address of a range may join less often than its range, and leaves the rest to the others', async () => {
  const codes = []
  for (let n = 0; n < MAX_OF_ADDRESS + 2; n += 1) codes.push(await joins('192.0.2.1'))
  expect(codes).toEqual([...Array.from({ length: MAX_OF_ADDRESS }, () => undefined), 1003, 1003])
  const left = MAX - MAX_OF_ADDRESS
  const others = []
  for (let n = 0; n < left + 1; n += 1) others.push(await joins(`192.0.2.${n + 2}`))
  expect(others).toEqual([...Array.from({ length: left }, () => undefined), 1003])
})
