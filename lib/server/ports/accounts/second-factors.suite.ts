import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accounts, Logins } from './accounts'
import { OPENING_MS, type SuiteDatabase } from './accounts.suite'
import { newUser, REGISTERED_AT as NOW } from './new-user.fixture'
import type { Passkey, SecondFactors } from './second-factors'

interface Ports {
  readonly accounts: Accounts
  readonly secondFactors: SecondFactors
  readonly logins: Logins
}

const newPasskey = (changes: Partial<Passkey> = {}): Passkey => ({
  id: randomUUID(),
  name: 'phone',
  publicKey: Uint8Array.from([1, 2, 3]),
  counter: 0,
  transports: ['internal', 'hybrid'],
  createdAt: NOW,
  usedAt: null,
  ...changes,
})

/** Holds for every adapter of `SecondFactors`. */
export function secondFactorsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  async function person(): Promise<string> {
    const user = newUser()
    expect(await ports.accounts.create(user)).toBe('created')
    return user.id
  }
  /** The account's login of that name: the first one sets factors up here. */
  async function login(userId: string, name = 'first'): Promise<{ userId: string; loginId: string }> {
    const loginId = `${name} of ${userId}`
    if (!(await ports.logins.find(loginId))) {
      const times = { createdAt: NOW, expiresAt: NOW + 1_000_000 }
      await ports.logins.create({
        id: loginId,
        userId,
        device: 'A program',
        place: null,
        deviceHash: null,
        ...times,
      })
    }
    return { userId, loginId }
  }
  const shownBy = async ({ loginId }: { loginId: string }) => (await ports.logins.find(loginId))?.factorAt
  const hasFactor = async (id: string) => (await ports.accounts.byId(id))?.hasSecondFactor
  async function withTotp(step = 100): Promise<string> {
    const id = await person()
    expect(await ports.secondFactors.beginTotp(id, 'sealed', NOW)).toBe(true)
    expect(await ports.secondFactors.confirmTotp(await login(id), 'sealed', step, NOW)).toBe(true)
    return id
  }

  describe('SecondFactors', () => {
    test('a secret counts once it is confirmed, and its code is spent then', async () => {
      const { secondFactors } = ports
      const id = await person()
      expect(await secondFactors.totp(id)).toBeUndefined()
      await secondFactors.beginTotp(id, 'first', NOW)
      expect(await secondFactors.beginTotp(id, 'second', NOW)).toBe(true)
      expect(await hasFactor(id)).toBe(false)
      expect(await secondFactors.spendStep(id, 7)).toBe(false)
      expect(await secondFactors.confirmTotp(await login(id), 'first', 7, NOW)).toBe(false)
      expect(await secondFactors.confirmTotp(await login(id), 'second', 7, NOW)).toBe(true)
      expect(await secondFactors.totp(id)).toEqual({ sealed: 'second', isConfirmed: true, lastStep: 7 })
      expect(await hasFactor(id)).toBe(true)
      expect(await secondFactors.beginTotp(id, 'third', NOW)).toBe(false)
      expect(await secondFactors.confirmTotp(await login(id), 'second', 8, NOW)).toBe(false)
    })

    test('a step and those before it are spent once, also by many at once', async () => {
      const { secondFactors } = ports
      const id = await withTotp(100)
      expect(await secondFactors.spendStep(id, 100)).toBe(false)
      expect(await secondFactors.spendStep(id, 99)).toBe(false)
      const tries = await Promise.all(Array.from({ length: 8 }, () => secondFactors.spendStep(id, 101)))
      expect(tries.filter(Boolean)).toHaveLength(1)
    })

    test('recovery codes are replaced together, spent once, and go with the last factor', async () => {
      const { secondFactors } = ports
      const [id, other] = [await withTotp(), await withTotp()]
      await secondFactors.replaceRecoveryCodes(id, ['old'])
      await secondFactors.replaceRecoveryCodes(id, ['a', 'b'])
      await secondFactors.replaceRecoveryCodes(other, ['a'])
      expect(await secondFactors.spendRecoveryCode(id, 'old')).toBe(false)
      const tries = await Promise.all(
        Array.from({ length: 8 }, () => secondFactors.spendRecoveryCode(id, 'a')),
      )
      expect(tries.filter(Boolean)).toHaveLength(1)
      expect(await secondFactors.recoveryCodesLeft(id)).toBe(1)
      expect(await secondFactors.recoveryCodesLeft(other)).toBe(1)

      await secondFactors.addPasskey(await login(id), newPasskey(), 10)
      expect(await secondFactors.dropTotp(id)).toBe(true)
      expect(await hasFactor(id)).toBe(true)
      expect(await secondFactors.recoveryCodesLeft(id)).toBe(1)
      const [passkey] = await secondFactors.passkeys(id)
      expect(await secondFactors.dropPasskey(id, passkey?.id ?? '')).toBe(true)
      expect(await hasFactor(id)).toBe(false)
      expect(await secondFactors.recoveryCodesLeft(id)).toBe(0)
      expect(await secondFactors.dropTotp(id)).toBe(false)
    })

    test('the login that sets up the first factor has shown it, and others add none beside it', async () => {
      const { secondFactors } = ports
      const id = await withTotp()
      const [first, second] = [await login(id), await login(id, 'second')]
      expect([await shownBy(first), await shownBy(second)]).toEqual([NOW, null])
      expect(await secondFactors.addPasskey(second, newPasskey(), 10)).toBe('not-shown')
      expect(await secondFactors.addPasskey(first, newPasskey({ createdAt: NOW + 5 }), 10)).toBe('added')
      expect([await shownBy(first), await shownBy(second)]).toEqual([NOW, null])
      await secondFactors.dropTotp(id)
      await secondFactors.beginTotp(id, 'again', NOW)
      expect(await secondFactors.confirmTotp(second, 'again', 200, NOW)).toBe(false)
      expect(await secondFactors.confirmTotp(first, 'again', 200, NOW)).toBe(true)
    })

    test('what a login has shown goes with the last factor', async () => {
      const { secondFactors } = ports
      const id = await withTotp()
      const by = await login(id)
      await secondFactors.addPasskey(by, newPasskey({ id: `key of ${id}` }), 10)
      await secondFactors.dropTotp(id)
      expect(await shownBy(by)).toBe(NOW)
      await secondFactors.dropPasskey(id, `key of ${id}`)
      expect(await shownBy(by)).toBeNull()
    })

    test('a passkey is kept as it is, for one account', async () => {
      const { secondFactors } = ports
      const [id, other] = [await person(), await person()]
      const passkey = newPasskey({ counter: 5 })
      expect(await secondFactors.addPasskey(await login(id), passkey, 10)).toBe('added')
      expect(await secondFactors.passkeys(id)).toEqual([passkey])
      expect(await hasFactor(id)).toBe(true)
      expect(await secondFactors.addPasskey(await login(other), passkey, 10)).toBe('taken')
      expect(await secondFactors.dropPasskey(other, passkey.id)).toBe(false)
      expect(await secondFactors.usePasskey(other, passkey.id, 9, NOW)).toBe(false)
      expect(await secondFactors.passkeys(id)).toEqual([passkey])
    })

    test('an account has so many passkeys and no more, also when they come at once', async () => {
      const { secondFactors } = ports
      const id = await person()
      const by = await login(id)
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => secondFactors.addPasskey(by, newPasskey(), 3)),
      )
      expect(answers.filter((answer) => answer === 'added')).toHaveLength(3)
      expect(answers.filter((answer) => answer === 'too-many')).toHaveLength(2)
    })

    test('a passkey that counts is good only with a higher count; one that does not count is always good', async () => {
      const { secondFactors } = ports
      const id = await person()
      const [counting, silent] = [newPasskey({ counter: 5 }), newPasskey({ createdAt: NOW + 1 })]
      await secondFactors.addPasskey(await login(id), counting, 10)
      await secondFactors.addPasskey(await login(id), silent, 10)
      expect(await secondFactors.usePasskey(id, counting.id, 5, NOW)).toBe(false)
      expect(await secondFactors.usePasskey(id, counting.id, 0, NOW)).toBe(false)
      expect(await secondFactors.usePasskey(id, counting.id, 6, NOW)).toBe(true)
      for (const at of [NOW, NOW + 1]) expect(await secondFactors.usePasskey(id, silent.id, 0, at)).toBe(true)
      expect(await secondFactors.passkeys(id)).toMatchObject([
        { counter: 6, usedAt: NOW },
        { counter: 0, usedAt: NOW + 1 },
      ])
    })
  })
}
