import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { retentionLimits } from '@/lib/domain/retention'
import type { AccountChanges } from './account-changes'
import type { Accounts, NewUser } from './accounts'
import { OPENING_MS, type SuiteDatabase } from './accounts.suite'
import type { People } from '../moderation/administration'
import type { Departed } from './departed'
import type { Retention } from '../sessions/history'
import type { Blocks, Reports } from '../moderation/moderation'
import { newUser, REGISTERED_AT as NOW } from './new-user.fixture'
import { newBlock } from '../moderation/new-block.fixture'
import type { PersonalData } from './personal-data'
import { newReport } from '@/lib/server/ports/moderation/new-report.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly blocks: Blocks
  readonly departed: Departed
  readonly people: People
  readonly personalData: PersonalData
  readonly reports: Reports
  readonly retention: Retention
}

const DAY = 86_400_000
const EVIDENCE = 90 * DAY

/** Holds for every adapter of `Departed`, together with the ports that write what it reads. */
export function departedSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let otherTenant: string
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    otherTenant = database.otherTenant
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  const person = async (changes: Partial<NewUser> = {}) => {
    const deviceHash = randomUUID()
    const user = newUser({ deviceHash, ...changes })
    expect(await ports.accounts.create(user)).toBe('created')
    return { id: user.id, device: user.deviceHash ?? deviceHash, address: `digest of ${user.id}` }
  }
  type Person = Awaited<ReturnType<typeof person>>
  const member = () => person({ email: `${randomUUID()}@example.org`, passwordHash: 'hash' })

  /** @returns the pseudonym */
  async function erase({ id, address }: Person, more: { now?: number; reportableUntil?: number } = {}) {
    const pseudonym = `erased-${randomUUID()}`
    const { now = NOW, reportableUntil = null } = more
    const about = { tenant: DEFAULT_TENANT, user: id, emailDigest: address }
    await ports.personalData.erase({ ...about, pseudonym, reportableUntil, now })
    return pseudonym
  }
  const report = (reporter: string, reported: string, createdAt = NOW) =>
    ports.reports.submit(newReport(reporter, reported, createdAt))
  const ban = (user: string, until: number, tenant = DEFAULT_TENANT) => {
    const audit = {
      tenantId: tenant,
      actorId: null,
      action: 'account.banned',
      targetId: user,
      details: {},
      at: NOW,
    }
    return ports.people.ban(tenant, user, until, audit)
  }
  const bannedUntil = (digest: string, now = NOW) => ports.departed.bannedUntil(DEFAULT_TENANT, [digest], now)
  const purge = (now: number) => ports.retention.purge({ ...retentionLimits(0), departed: now })
  const around = (user: string) => ports.blocks.around(user)

  describe('bans of what left', () => {
    test.each([NOW + DAY, FOREVER])(
      'a ban until %d of a reported, deleted account is on device and address',
      async (until) => {
        const [ann, bob] = [await person(), await member()]
        await report(ann.id, bob.id)
        const pseudonym = await erase(bob)
        expect(await bannedUntil(bob.device)).toBeNull()
        expect(await ban(pseudonym, until)).toEqual({ reporter: null, alsoOf: [] })
        for (const digest of [bob.device, bob.address]) expect(await bannedUntil(digest)).toBe(until)
        expect(await ports.departed.bannedUntil(otherTenant, [bob.device], NOW)).toBeNull()
        expect(await bannedUntil(bob.device, until)).toBeNull()
        await purge(until - 1)
        if (until > NOW + EVIDENCE) expect(await bannedUntil(bob.device)).toBe(until)
      },
    )

    test('a ban of another tenant finds no account', async () => {
      const [ann, bob] = [await person(), await person()]
      await report(ann.id, bob.id)
      expect(await ban(await erase(bob), FOREVER, otherTenant)).toBe('unknown')
    })

    test('a ban that runs stays with device and address when the account goes', async () => {
      const bob = await member()
      await ban(bob.id, FOREVER)
      const pseudonym = await erase(bob)
      for (const digest of [bob.device, bob.address]) expect(await bannedUntil(digest)).toBe(FOREVER)
      expect(await ban(pseudonym, NOW + DAY)).toMatchObject({ alsoOf: [] })
      expect(await bannedUntil(bob.device)).toBe(NOW + DAY)
    })

    test('a device that left its account is banned with it, and keeps the ban when the account goes', async () => {
      const bob = await member()
      await ports.accountChanges.forgetDevices(bob.id, null, NOW)
      expect(await ban(bob.id, NOW + DAY)).toEqual({ reporter: null, alsoOf: [] })
      expect(await bannedUntil(bob.device)).toBe(NOW + DAY)
      await erase(bob)
      expect(await bannedUntil(bob.device)).toBe(NOW + DAY)
    })

    test('accounts that go on with the device or the address are named, and the device is banned there', async () => {
      const [ann, bob] = [await person(), await member()]
      await report(ann.id, bob.id)
      const pseudonym = await erase(bob)
      const sameDevice = await person({ deviceHash: bob.device })
      const sameAddress = await person()
      await ports.departed.addressTaken(DEFAULT_TENANT, sameAddress.id, bob.address, NOW)
      await ports.departed.addressTaken(DEFAULT_TENANT, ann.id, 'an unused address', NOW)
      const banned = await ban(pseudonym, FOREVER)
      expect(typeof banned === 'object' && new Set(banned.alsoOf)).toEqual(
        new Set([sameDevice.id, sameAddress.id]),
      )
      expect(await ports.accounts.byDevice(DEFAULT_TENANT, bob.device, NOW)).toMatchObject({
        deviceBannedUntil: FOREVER,
      })
    })

    test('what is kept of a device that another account banned stays when an account is deleted', async () => {
      const [ann, bob] = [await person(), await person()]
      await report(ann.id, bob.id)
      await ban(await erase(bob), FOREVER)
      const again = await person({ deviceHash: bob.device })
      await erase(again)
      expect(await bannedUntil(bob.device)).toBe(FOREVER)
    })

    test('nothing is kept of a person without reports or blocks', async () => {
      const [quiet, decided, old] = [await member(), await member(), await member()]
      const ann = await person()
      const { id } = await report(ann.id, decided.id)
      await report(ann.id, old.id, NOW - EVIDENCE)
      const audit = {
        tenantId: DEFAULT_TENANT,
        actorId: null,
        action: 'report.reviewed',
        targetId: id,
        details: {},
        at: NOW,
      }
      for (const { id: user } of [ann, decided, old])
        for (const block of await ports.blocks.byBlocker(user)) await ports.blocks.remove(user, block.id)
      await ports.people.ban(DEFAULT_TENANT, decided.id, NOW + 1, audit, { report: id, audit })
      for (const one of [quiet, decided, old]) {
        expect(await ban(await erase(one, { now: NOW + 2 }), FOREVER)).toBe('unknown')
      }
    })

    test('what can still be reported is kept until then, and with a report as long as its evidence', async () => {
      const [ann, bob, cid] = [await person(), await member(), await member()]
      const [reported, silent] = [
        await erase(bob, { reportableUntil: NOW + 300_000 }),
        await erase(cid, { reportableUntil: NOW + 300_000 }),
      ]
      await report(ann.id, reported, NOW + 1_000)
      await purge(NOW + 300_001)
      expect(await ban(silent, FOREVER)).toBe('unknown')
      const again = await person({ deviceHash: bob.device })
      expect(await around(again.id)).toEqual(new Set([ann.id]))
      expect(await ban(reported, FOREVER)).toMatchObject({ alsoOf: [again.id] })
    })
  })

  describe('blocks by device', () => {
    test.each(['blocked', 'blocker'] as const)('the %s comes back with the same device', async (side) => {
      const [ann, bob] = [await person(), await person()]
      const [blocker, blocked] = side === 'blocked' ? [ann, bob] : [bob, ann]
      await ports.blocks.add(newBlock(blocker.id, blocked.id, NOW))
      await erase(bob)
      const again = await person({ deviceHash: bob.device })
      expect((await around(ann.id)).has(again.id)).toBe(true)
      expect((await around(again.id)).has(ann.id)).toBe(true)
      expect((await around((await person()).id)).size).toBe(0)
    })

    test('blocks by several names of one person are kept as one', async () => {
      const [ann, bob] = [await person(), await person()]
      for (const blockedAs of [bob.id, randomUUID(), randomUUID()])
        await ports.blocks.add(newBlock(ann.id, bob.id, NOW, { blockedAs }))
      await erase(bob)
      const again = await person({ deviceHash: bob.device })
      expect((await around(ann.id)).has(again.id)).toBe(true)
      await purge(NOW + EVIDENCE + 1)
      expect((await around(again.id)).size).toBe(0)
    })

    test.each(['account', 'session'] as const)('how it was made is kept: by the %s', async (name) => {
      const [ann, bob] = [await person(), await person()]
      const session = { id: randomUUID(), chatType: 'text' }
      await ports.blocks.add(newBlock(ann.id, bob.id, NOW, { blockedAs: randomUUID(), session }))
      if (name === 'account') await ports.blocks.add(newBlock(ann.id, bob.id, NOW))
      await erase(bob)
      const again = await person({ deviceHash: bob.device })
      const { everywhere, inConversations } = await ports.blocks.apart(ann.id)
      expect(everywhere.has(again.id)).toBe(true)
      expect(inConversations.has(again.id)).toBe(name === 'account')
    })

    test('both come back, more than once', async () => {
      let [ann, bob] = [await person(), await person()]
      await ports.blocks.add(newBlock(ann.id, bob.id, NOW))
      for (let time = 0; time < 2; time += 1) {
        await erase(bob)
        bob = await person({ deviceHash: bob.device })
        await erase(ann)
        ann = await person({ deviceHash: ann.device })
      }
      expect((await around(ann.id)).has(bob.id)).toBe(true)
      expect((await around(bob.id)).has(ann.id)).toBe(true)
    })

    test('a block still holds for a device that was shut out of its account', async () => {
      const [ann, bob] = [await person(), await member()]
      await ports.blocks.add(newBlock(ann.id, bob.id, NOW))
      await ports.accountChanges.forgetDevices(bob.id, null, NOW)
      const guest = await person({ deviceHash: bob.device })
      expect(await around(ann.id)).toEqual(new Set([bob.id, guest.id]))
      expect((await around(guest.id)).has(ann.id)).toBe(true)
      await ports.blocks.remove(ann.id, bob.id)
      expect(await around(ann.id)).toEqual(new Set())
      expect((await around(guest.id)).has(ann.id)).toBe(false)
    })

    test('a block of a deleted account ends with the evidence', async () => {
      const [ann, bob] = [await person(), await person()]
      await ports.blocks.add(newBlock(ann.id, bob.id, NOW))
      await erase(bob)
      const again = await person({ deviceHash: bob.device })
      await purge(NOW + EVIDENCE)
      expect((await around(again.id)).size).toBe(1)
      await purge(NOW + EVIDENCE + 1)
      expect((await around(again.id)).size).toBe(0)
    })
  })
}
