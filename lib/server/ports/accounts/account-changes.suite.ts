import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { AccountChanges } from './account-changes'
import type { Accounts, Logins } from './accounts'
import { OPENING_MS, type SuiteDatabase } from './accounts.suite'
import { newUser, REGISTERED_AT as NOW } from './new-user.fixture'
import type { Proof, Proofs } from './proofs'

interface Ports {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly proofs: Proofs
  readonly logins: Logins
}

const HOUR = 3_600_000
const newAddress = () => `${randomUUID()}@example.org`

/** Holds for every adapter of `AccountChanges` and `Proofs`. */
export function accountChangesSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  const register = async () => {
    const user = newUser()
    await ports.accounts.create(user)
    return user
  }
  const prove = async (changes: Partial<Proof> = {}) => {
    const proof: Proof = {
      hash: randomUUID(),
      userId: changes.userId ?? (await register()).id,
      purpose: 'reset-password',
      target: 'ann@example.org',
      createdAt: NOW,
      expiresAt: NOW + HOUR,
      ...changes,
    }
    await ports.proofs.add(proof)
    return proof
  }

  describe('AccountChanges', () => {
    test('a name is set and removed', async () => {
      const { id } = await register()
      await ports.accountChanges.rename(id, 'Ann')
      expect(await ports.accounts.byId(id)).toMatchObject({ displayName: 'Ann' })
      await ports.accountChanges.rename(id, null)
      expect(await ports.accounts.byId(id)).toMatchObject({ displayName: null })
    })

    test('what is kept to oneself in conversations is changed one by one, and nothing is from the start', async () => {
      const { id } = await register()
      const hidden = async () => (await ports.accounts.byId(id))?.hides
      expect(await hidden()).toEqual([])
      expect(await ports.accountChanges.hide(id, { typing: true, read: true })).toEqual(['read', 'typing'])
      expect(await ports.accountChanges.hide(id, { read: false })).toEqual(['typing'])
      expect(await hidden()).toEqual(['typing'])
      expect(await ports.accountChanges.hide('nobody', { read: true })).toEqual([])
    })

    test('an address is removed from the account that has it, with its password, in its tenant alone', async () => {
      const { accountChanges, accounts } = ports
      const [ann, bob, email] = [await register(), await register(), newAddress()]
      await accountChanges.setEmail(ann.id, email, 'first')
      expect(await accountChanges.releaseEmail('another', email)).toBeUndefined()
      expect(await accountChanges.releaseEmail(DEFAULT_TENANT, email)).toBe(ann.id)
      expect(await accountChanges.releaseEmail(DEFAULT_TENANT, email)).toBeUndefined()
      expect(await accounts.byId(ann.id)).toMatchObject({ email: null, emailVerified: false })
      expect(await accounts.byEmail(DEFAULT_TENANT, email)).toBeUndefined()
      expect(await accountChanges.setEmail(bob.id, email, 'second')).toBe('done')
    })

    test('an address is replaced, another one counts as unverified, and it belongs to one account', async () => {
      const { accountChanges, accounts } = ports
      const [ann, bob, email] = [await register(), await register(), newAddress()]
      expect(await accountChanges.setEmail(ann.id, newAddress(), 'first')).toBe('done')
      expect(await accountChanges.setEmail(ann.id, email, 'second')).toBe('done')
      expect(await accountChanges.setEmail(bob.id, email, 'other')).toBe('email-taken')
      expect(await accountChanges.confirmEmail(ann.id, newAddress(), NOW)).toBe(false)
      expect(await accountChanges.confirmEmail(ann.id, email, NOW)).toBe(true)
      expect(await accountChanges.confirmEmail(ann.id, email, NOW + 1)).toBe(true)
      expect(await accountChanges.setEmail(ann.id, email, 'third')).toBe('done')
      expect(await accounts.byEmail(DEFAULT_TENANT, email)).toMatchObject({
        user: { id: ann.id, emailVerified: true },
        passwordHash: 'third',
      })
      const next = newAddress()
      expect(await accountChanges.setEmail(ann.id, next, 'fourth')).toBe('done')
      expect(await accounts.byEmail(DEFAULT_TENANT, email)).toBeUndefined()
      expect(await accounts.byEmail(DEFAULT_TENANT, next)).toMatchObject({
        user: { id: ann.id, emailVerified: false },
      })
      expect(await accountChanges.confirmEmail(ann.id, email, NOW)).toBe(false)
    })

    test('a password is replaced where there is one', async () => {
      const { accountChanges, accounts } = ports
      const [ann, guest, email] = [await register(), await register(), newAddress()]
      await accountChanges.setEmail(ann.id, email, 'first')
      await accountChanges.changePassword(ann.id, 'second')
      expect(await accounts.byEmail(DEFAULT_TENANT, email)).toMatchObject({ passwordHash: 'second' })
      await accountChanges.changePassword(guest.id, 'third')
      await accountChanges.forgetDevices(guest.id, null, NOW)
      expect(await accounts.byDevice(DEFAULT_TENANT, guest.deviceHash ?? '', NOW)).toBeDefined()
    })

    test('devices are removed where there is a password, only that account’s, and not the asking login’s', async () => {
      const { accountChanges, accounts, logins } = ports
      const [ann, bob] = [await register(), await register()]
      for (const { id } of [ann, bob]) await accountChanges.setEmail(id, newAddress(), 'first')
      const knows = async ({ deviceHash }: typeof ann) =>
        (await accounts.byDevice(DEFAULT_TENANT, deviceHash ?? '', NOW)) !== undefined
      const login = async (userId: string, deviceHash: string | null) => {
        const id = randomUUID()
        const times = { createdAt: NOW, expiresAt: NOW + HOUR }
        await logins.create({ id, userId, device: 'A program', place: null, deviceHash, ...times })
        return id
      }
      await accountChanges.forgetDevices(ann.id, await login(ann.id, ann.deviceHash), NOW)
      expect([await knows(ann), await knows(bob)]).toEqual([true, true])
      await accountChanges.forgetDevices(ann.id, await login(bob.id, ann.deviceHash), NOW)
      expect([await knows(ann), await knows(bob)]).toEqual([false, true])
      await accountChanges.forgetDevices(bob.id, await login(bob.id, null), NOW)
      expect(await knows(bob)).toBe(false)
    })

    test('resetting a password verifies the address, if it still is the account’s', async () => {
      const { accountChanges, accounts } = ports
      const [ann, email] = [await register(), newAddress()]
      await accountChanges.setEmail(ann.id, email, 'first')
      expect(await accountChanges.resetPassword(ann.id, newAddress(), 'no', NOW)).toBe(false)
      expect(await accountChanges.resetPassword(ann.id, email, 'second', NOW)).toBe(true)
      expect(await accounts.byEmail(DEFAULT_TENANT, email)).toMatchObject({
        user: { emailVerified: true },
        passwordHash: 'second',
      })
    })

    test('a number belongs to one account, also when two claim it at once', async () => {
      const [ann, bob] = [await register(), await register()]
      const phone = `+1${Math.floor(NOW / 1_000)}`
      const outcomes = await Promise.all([ann, bob].map(({ id }) => ports.accountChanges.setPhone(id, phone)))
      expect(outcomes.toSorted()).toEqual(['done', 'phone-taken'])
    })

    test('a tier is raised and never lowered', async () => {
      const { id } = await register()
      await ports.accountChanges.raiseTier(id, 2)
      await ports.accountChanges.raiseTier(id, 1)
      expect(await ports.accounts.byId(id)).toMatchObject({ tier: 2 })
    })
  })

  describe('Proofs', () => {
    test('a proof is good for its purpose, until its end', async () => {
      const proof = await prove()
      const { proofs } = ports
      expect(await proofs.find('reset-password', proof.hash, NOW + HOUR - 1)).toEqual(proof)
      expect(await proofs.find('reset-password', proof.hash, NOW + HOUR)).toBeUndefined()
      expect(await proofs.find('verify-email', proof.hash, NOW)).toBeUndefined()
      expect(await proofs.spend('verify-email', proof.hash, NOW)).toBeUndefined()
      expect(await proofs.spend('reset-password', proof.hash, NOW + HOUR)).toBeUndefined()
    })

    test('of two that spend a proof at once one gets it, and the others of its kind are removed', async () => {
      const first = await prove()
      const second = await prove({ userId: first.userId })
      const other = await prove({ userId: first.userId, purpose: 'verify-email' })
      const both = await Promise.all([1, 2].map(() => ports.proofs.spend('reset-password', second.hash, NOW)))
      expect(both.filter(Boolean)).toEqual([second])
      expect(await ports.proofs.find('reset-password', first.hash, NOW)).toBeUndefined()
      expect(await ports.proofs.find('verify-email', other.hash, NOW)).toEqual(other)
    })

    test('a spent proof is remembered for its purpose alone, until its own end', async () => {
      const { proofs } = ports
      const proof = await prove({ purpose: 'verify-email' })
      for (const end of [NOW + HOUR, NOW + 2 * HOUR]) await proofs.keepAs('verified-email', proof.hash, end)
      const kept = { ...proof, purpose: 'verified-email', expiresAt: NOW + 2 * HOUR }
      expect(await proofs.find('verified-email', proof.hash, NOW + 2 * HOUR - 1)).toEqual(kept)
      expect(await proofs.find('verified-email', proof.hash, NOW + 2 * HOUR)).toBeUndefined()
      expect(await proofs.find('verify-email', proof.hash, NOW)).toBeUndefined()
      await proofs.replace({ ...proof, hash: randomUUID() })
      expect(await proofs.find('verified-email', proof.hash, NOW)).toEqual(kept)
      await proofs.keepAs('verified-email', 'gone', NOW + HOUR)
      expect(await proofs.find('verified-email', 'gone', NOW)).toBeUndefined()
    })

    test('a code allows five attempts and replaces the one before', async () => {
      const code = await prove({ purpose: 'verify-phone', target: '+15550100' })
      const { hash, expiresAt: _end, createdAt: _start, ...whose } = code
      const attempt = (guess: string) => ports.proofs.attempt({ ...whose, hash: guess }, 5, NOW)
      for (let tries = 0; tries < 5; tries += 1) expect(await attempt('wrong')).toBe(false)
      expect(await attempt(hash)).toBe(false)

      const next = { ...code, hash: randomUUID() }
      await ports.proofs.replace(next)
      expect(await attempt(hash)).toBe(false)
      const elsewhere = { ...whose, target: '+15550199', hash: next.hash }
      expect(await ports.proofs.attempt(elsewhere, 5, NOW)).toBe(false)
      expect(await ports.proofs.attempt({ ...whose, hash: next.hash }, 5, NOW + HOUR)).toBe(false)
      expect(await attempt(next.hash)).toBe(true)
      expect(await attempt(next.hash)).toBe(false)
    })
  })
}
