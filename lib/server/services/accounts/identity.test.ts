import { describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { openCore } from '../core.fixture'
import type { Registration } from './registration'

const TENANT = 'default'
const CALLER = { device: 'a program', address: '192.0.2.1' }
const DEVICE = 'abcdefghijklmnop'
const guest: Registration = { age: 18, deviceFingerprint: DEVICE, termsAccepted: true, privacyAccepted: true }
const member: Registration = {
  ...guest,
  email: ' Ann@Example.org ',
  password: 'ten letters',
  displayName: 'Ann',
}

function open() {
  const core = openCore()
  return {
    ...core,
    identity: core.services.identity,
    register: (one: Registration, tenant = TENANT) => core.services.identity.register(tenant, one, CALLER),
  }
}

describe('registering', () => {
  test('makes a user of tier 0, logged in, whose device is kept as a hash', async () => {
    const { register, ports, published } = open()
    const { user, token, refreshToken } = await register({
      ...member,
      gender: 'other',
      attribution: { source: 'a friend' },
    })
    expect(user).toMatchObject({
      role: 'user',
      tier: 0,
      email: 'ann@example.org',
      displayName: 'Ann',
      isActive: true,
    })
    expect([token.length > 0, refreshToken.length > 0]).toEqual([true, true])
    expect(JSON.stringify([...ports.accounts.all.values()])).not.toContain(DEVICE)
    expect(published('account.registered')).toMatchObject([
      { user: user.id, attribution: { source: 'a friend' } },
    ])
  })

  test.each([
    { what: 'a person of 17', change: { age: 17 }, reason: 'INVALID_AGE' },
    { what: 'who does not accept the terms', change: { termsAccepted: false }, reason: 'CONSENT_REQUIRED' },
    {
      what: 'who does not accept the privacy notice',
      change: { privacyAccepted: false },
      reason: 'CONSENT_REQUIRED',
    },
    { what: 'a device id too short', change: { deviceFingerprint: 'abcdef' }, reason: 'WEAK_DEVICE_ID' },
    {
      what: 'a device id of few characters',
      change: { deviceFingerprint: 'ab'.repeat(20) },
      reason: 'WEAK_DEVICE_ID',
    },
    { what: 'an address without password', change: { email: 'a@b.org' }, reason: 'INVALID_REQUEST' },
    { what: 'a password without address', change: { password: 'ten letters' }, reason: 'INVALID_REQUEST' },
    {
      what: 'a password of 9',
      change: { email: 'a@b.org', password: '123456789' },
      reason: 'INVALID_REQUEST',
    },
  ])('refuses $what', async ({ change, reason }) => {
    const { register, ports, published } = open()
    await expect(register({ ...guest, ...change })).rejects.toMatchObject({ reason })
    expect([ports.accounts.all.size, published('account.registered')]).toEqual([0, []])
  })

  test('a device or an address with an account is refused, in the same tenant', async () => {
    const { register } = open()
    await register(member)
    await expect(register(guest)).rejects.toMatchObject({ reason: 'DEVICE_REGISTERED' })
    const otherDevice = { ...member, deviceFingerprint: `${DEVICE}q`, email: 'ANN@example.org' }
    await expect(register(otherDevice)).rejects.toMatchObject({ reason: 'EMAIL_REGISTERED' })
    expect((await register(member, 'other')).user.tenantId).toBe('other')
  })

  test('a banned device cannot register a new account', async () => {
    const { register, ports } = open()
    const { user } = await register(guest)
    const account = ports.accounts.all.get(user.id)
    if (account) ports.accounts.all.set(user.id, { ...account, deviceBannedUntil: FOREVER })
    await expect(register(guest)).rejects.toMatchObject({ reason: 'DEVICE_BANNED' })
  })
})

describe('logging in', () => {
  test('by device, or by address and password', async () => {
    const { register, identity } = open()
    const { user } = await register(member)
    expect((await identity.loginByDevice(TENANT, { deviceFingerprint: DEVICE }, CALLER)).user.id).toBe(
      user.id,
    )
    expect(
      (await identity.loginByEmail(TENANT, { email: 'ann@EXAMPLE.org', password: 'ten letters' }, CALLER))
        .user.id,
    ).toBe(user.id)
  })

  test('an unknown address, one without password and a wrong password get one answer, after the same work', async () => {
    const { register, identity, ports } = open()
    await register(member)
    await identity.ensureAdministrator('other', 'boss@example.org', 'a long password')
    const answers = []
    for (const [tenant, email] of [
      [TENANT, 'ann@example.org'],
      [TENANT, 'nobody@example.org'],
      [TENANT, 'boss@example.org'],
    ] as const) {
      const before = ports.passwords.verified
      answers.push(
        await identity
          .loginByEmail(tenant, { email, password: 'wrong' }, CALLER)
          .catch((error: unknown) => error),
      )
      expect(ports.passwords.verified).toBe(before + 1)
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ reason: 'INVALID_CREDENTIALS' })
  })

  test.each([
    { device: `${DEVICE}x`, tenant: TENANT, reason: 'INVALID_CREDENTIALS' },
    { device: DEVICE, tenant: 'other', reason: 'INVALID_CREDENTIALS' },
    { device: 'short', tenant: TENANT, reason: 'WEAK_DEVICE_ID' },
  ])('by device $device in $tenant is refused: $reason', async ({ device, tenant, reason }) => {
    const { register, identity } = open()
    await register(guest)
    await expect(identity.loginByDevice(tenant, { deviceFingerprint: device }, CALLER)).rejects.toMatchObject(
      { reason },
    )
  })

  test.each([
    {
      what: 'a banned device',
      change: { deviceBannedUntil: FOREVER },
      byDevice: 'DEVICE_BANNED',
      byEmail: undefined,
    },
    {
      what: 'a banned account',
      change: { bannedUntil: FOREVER },
      byDevice: 'ACCOUNT_BANNED',
      byEmail: 'ACCOUNT_BANNED',
    },
    {
      what: 'a closed account',
      change: { isActive: false },
      byDevice: 'ACCOUNT_BANNED',
      byEmail: 'ACCOUNT_BANNED',
    },
    {
      what: 'a ban that is over',
      change: { bannedUntil: 1, deviceBannedUntil: 1 },
      byDevice: undefined,
      byEmail: undefined,
    },
  ])('with $what: by device $byDevice, by address $byEmail', async ({ change, byDevice, byEmail }) => {
    const { register, identity, ports } = open()
    const { user } = await register(member)
    const account = ports.accounts.all.get(user.id)
    if (account) ports.accounts.all.set(user.id, { ...account, ...change })
    const reasonOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => undefined,
        ({ reason }: { reason: string }) => reason,
      )
    expect(await reasonOf(identity.loginByDevice(TENANT, { deviceFingerprint: DEVICE }, CALLER))).toBe(
      byDevice,
    )
    expect(
      await reasonOf(
        identity.loginByEmail(TENANT, { email: 'ann@example.org', password: 'ten letters' }, CALLER),
      ),
    ).toBe(byEmail)
  })
})

test('the first administrator is made once, and leaves an account of that address alone', async () => {
  const { identity, register, ports } = open()
  await register(member)
  expect(await identity.ensureAdministrator(TENANT, 'ann@example.org', 'a long password')).toBe('taken')
  expect(await identity.ensureAdministrator(TENANT, 'Boss@example.org', 'a long password')).toBe('made')
  expect(await identity.ensureAdministrator(TENANT, 'second@example.org', 'a long password')).toBe('there')
  expect([...ports.accounts.all.values()].map(({ role, email }) => [role, email])).toEqual([
    ['user', 'ann@example.org'],
    ['admin', 'boss@example.org'],
  ])
})
