import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { MAX_SAVED_REPLIES } from '@/lib/domain/casework'
import { CLAIM_MS } from '@/lib/domain/claims'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { People, ReportQueue } from './administration'
import type { Appeals, Claims, PersonNotes, SavedReplies, Warnings } from './casework'
import type { AuditEntry, Reports } from './moderation'
import { newReport } from './new-report.fixture'

const NOW = Date.UTC(2026, 4, 5, 6, 7, 8, 901)
const VIEWER = { tenantId: DEFAULT_TENANT, userId: 'somebody who reads' }

interface Ports {
  readonly accounts: Accounts
  readonly appeals: Appeals
  readonly claims: Claims
  readonly people: People
  readonly personNotes: PersonNotes
  readonly reportQueue: ReportQueue
  readonly reports: Reports
  readonly savedReplies: SavedReplies
  readonly warnings: Warnings
}

/** Holds for every adapter of `Appeals`, `Claims`, `Warnings`, `PersonNotes` and `SavedReplies`. */
export function caseworkSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let database: SuiteDatabase<Ports>
  let ports: Ports
  beforeAll(async () => {
    database = await open()
    ports = database.ports
  }, OPENING_MS)
  afterAll(() => database?.close(), OPENING_MS)

  const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
    tenantId: DEFAULT_TENANT,
    actorId: 'moderator',
    action: 'case.tested',
    targetId: null,
    details: {},
    at: NOW,
    ...changes,
  })
  const person = async () => {
    const user = newUser({ deviceHash: randomUUID() })
    await ports.accounts.create(user)
    return user
  }
  const reported = async () => {
    const report = newReport((await person()).id, (await person()).id, NOW)
    await ports.reports.submit(report)
    return report
  }
  const ban = (user: string, by = 'first', until = NOW + 9_000) =>
    ports.people.ban(DEFAULT_TENANT, user, until, entry({ actorId: by, details: { reason: 'spam' } }))
  const appealed = async () => {
    const user = await person()
    await ban(user.id)
    const running = await ports.appeals.banOf(DEFAULT_TENANT, user.id, NOW)
    if (!running) throw new Error('The ban is not there')
    const id = randomUUID()
    const appeal = { id, tenantId: DEFAULT_TENANT, ban: running, text: 'no', at: NOW }
    return { user, id, add: (changes = {}) => ports.appeals.add({ ...appeal, ...changes }, entry()) }
  }
  const decide = (id: string, outcome: 'upheld' | 'lifted', moderator = 'second') =>
    ports.appeals.decide(DEFAULT_TENANT, id, { outcome, answer: null, moderator }, entry())

  describe('reports of moderators', () => {
    const file = async (reporter: string, about: string) => {
      const report = newReport(reporter, about, NOW)
      await ports.reports.submit(report)
      return report.id
    }
    const review = (id: string, actorId: string) =>
      ports.reportQueue.review(DEFAULT_TENANT, id, 'dismissed', entry({ actorId }))

    test('are as absent for whom they are about, and no side of one handles it', async () => {
      const [mia, tom] = [await person(), await person()]
      const id = await file(tom.id, mia.id)
      const as = (userId: string) => ({ tenantId: DEFAULT_TENANT, userId })
      const queue = { reporter: tom.id, limit: 9 }
      expect(await ports.reportQueue.page(as(mia.id), queue)).toEqual([])
      expect(await ports.reportQueue.page(as(mia.id), { reported: mia.id, limit: 9 })).toEqual([])
      expect(await ports.reportQueue.find(as(mia.id), id)).toBeUndefined()
      expect(await ports.reportQueue.page(as(tom.id), queue)).toMatchObject([{ id }])
      expect(await ports.claims.claim(DEFAULT_TENANT, id, mia.id, NOW)).toBe('unknown')
      expect(await ports.claims.release(DEFAULT_TENANT, id, mia.id)).toBe('unknown')
      expect(await ports.claims.claim(DEFAULT_TENANT, id, tom.id, NOW)).toBe('own')
      for (const side of [mia.id, tom.id]) {
        expect(await review(id, side)).toBe('own')
        const assign = (actorId: string, to: string) =>
          ports.claims.assign(DEFAULT_TENANT, id, to, entry({ actorId }))
        expect(await assign(side, 'another')).toBe('own')
        expect(await assign('another', side)).toBe('own')
      }
      expect(await review(id, 'another')).toEqual({ reporter: tom.id })
    })
  })

  describe('Claims', () => {
    test('of many who claim one case at once, one has it, and all learn who', async () => {
      const { id } = await reported()
      const moderators = Array.from({ length: 8 }, () => randomUUID())
      const claims = await Promise.all(
        moderators.map((one) => ports.claims.claim(DEFAULT_TENANT, id, one, NOW)),
      )
      const holders = new Set(claims.map((one) => (typeof one === 'string' ? one : one.moderator)))
      expect(holders.size).toBe(1)
    })

    test('a claim is renewed by its holder, and another’s from its end on', async () => {
      const { id } = await reported()
      const claim = (who: string, at: number) => ports.claims.claim(DEFAULT_TENANT, id, who, at)
      expect(await claim('ann', NOW)).toEqual({ moderator: 'ann', until: NOW + CLAIM_MS })
      expect(await claim('ann', NOW + 1)).toEqual({ moderator: 'ann', until: NOW + 1 + CLAIM_MS })
      expect(await claim('bob', NOW + CLAIM_MS)).toMatchObject({ moderator: 'ann' })
      expect(await claim('bob', NOW + 1 + CLAIM_MS)).toMatchObject({ moderator: 'bob' })
      expect(await ports.claims.release(DEFAULT_TENANT, id, 'ann')).toBe(false)
      expect(await ports.claims.release(DEFAULT_TENANT, id, 'bob')).toBe(true)
      expect(await ports.claims.release(DEFAULT_TENANT, 'no such case', 'bob')).toBe('unknown')
    })

    test('a report that somebody else has is not decided; its holder decides it, which ends the claim', async () => {
      const { id } = await reported()
      await ports.claims.claim(DEFAULT_TENANT, id, 'ann', NOW)
      const review = (who: string, at = NOW) =>
        ports.reportQueue.review(DEFAULT_TENANT, id, 'resolved', entry({ actorId: who, at }))
      expect(await review('bob')).toBe('claimed')
      expect(await review('ann')).toHaveProperty('reporter')
      expect(await ports.claims.claim(DEFAULT_TENANT, id, 'bob', NOW)).toBe('decided')
    })

    test('there is nothing to claim or assign in another tenant', async () => {
      const { id } = await reported()
      expect(await ports.claims.claim(database.otherTenant, id, 'ann', NOW)).toBe('unknown')
      expect(await ports.claims.assign(database.otherTenant, id, 'ann', entry())).toBe('unknown')
      expect(await ports.claims.assign(DEFAULT_TENANT, id, 'ann', entry())).toBe('assigned')
      expect((await ports.reportQueue.find(VIEWER, id))?.file.assignee).toBe('ann')
    })
  })

  describe('Appeals', () => {
    test('of many appeals against one ban at once, one is kept', async () => {
      const { add } = await appealed()
      const kept = await Promise.all(Array.from({ length: 5 }, () => add({ id: randomUUID() })))
      expect(kept.filter(Boolean)).toHaveLength(1)
    })

    test('of two who decide at once, one does; the moderator who banned does not', async () => {
      const { id, add, user } = await appealed()
      await add()
      expect(await decide(id, 'lifted', 'first')).toBe('same-moderator')
      const outcomes = await Promise.all([decide(id, 'upheld', 'second'), decide(id, 'lifted', 'third')])
      expect(outcomes.filter((one) => one === 'decided')).toHaveLength(1)
      expect((await ports.appeals.stateOf(user.id))?.status).not.toBe('pending')
    })

    test('none of those who made or changed a ban answers it, or holds its appeal', async () => {
      const { id, add, user } = await appealed()
      await ban(user.id, 'changed before')
      await add()
      await ban(user.id, 'changed after')
      for (const who of ['first', 'changed before', 'changed after']) {
        expect(await decide(id, 'upheld', who), who).toBe('same-moderator')
        expect(await ports.claims.claim(DEFAULT_TENANT, id, who, NOW), who).toBe('same-moderator')
      }
      expect(await decide(id, 'upheld')).toMatchObject({ createdAt: NOW })
    })

    test('while an appeal waits, its ban is changed and lifted by whom may decide it', async () => {
      const { id, add, user } = await appealed()
      await add()
      const unban = (actorId: string) => ports.appeals.unban(DEFAULT_TENANT, user.id, entry({ actorId }))
      expect(await ban(user.id, 'first', NOW + 1)).toBe('same-moderator')
      expect(await unban('first')).toBe('same-moderator')
      await ports.claims.claim(DEFAULT_TENANT, id, 'third', NOW)
      expect(await ban(user.id, 'second')).toBe('claimed')
      expect(await unban('second')).toBe('claimed')
      expect(await ports.accounts.byId(user.id)).toMatchObject({ bannedUntil: NOW + 9_000 })
      expect(await unban('third')).toBe('lifted')
      expect(await ports.appeals.stateOf(user.id)).toMatchObject({ status: 'lifted' })
    })

    test('an appeal that somebody else has is not decided', async () => {
      const { id, add } = await appealed()
      await add()
      await ports.claims.claim(DEFAULT_TENANT, id, 'third', NOW)
      expect(await decide(id, 'lifted')).toBe('claimed')
      expect(await decide(id, 'lifted', 'third')).toMatchObject({ createdAt: NOW })
    })

    test('lifting opens account and devices, and what the account left behind', async () => {
      const { id, add, user } = await appealed()
      await add()
      await decide(id, 'lifted')
      expect(await ports.accounts.byId(user.id)).toMatchObject({ bannedUntil: null })
      expect(await ports.accounts.byDevice(DEFAULT_TENANT, user.deviceHash ?? '', NOW)).toMatchObject({
        deviceBannedUntil: null,
      })
      expect(await ports.appeals.banOf(DEFAULT_TENANT, user.id, NOW)).toBeUndefined()
    })

    test('a ban that is over cannot be lifted, and one of another tenant is not found', async () => {
      const user = await person()
      await ban(user.id, 'first', NOW + 1)
      const unban = (tenantId: string, at: number) =>
        ports.appeals.unban(tenantId, user.id, entry({ tenantId, at }))
      expect(await unban(database.otherTenant, NOW)).toBe('unknown')
      expect(await unban(DEFAULT_TENANT, NOW + 1)).toBe('not-banned')
      await ban(user.id, 'first', FOREVER)
      expect(await unban(DEFAULT_TENANT, NOW + 1)).toBe('lifted')
    })

    test('pages go from the newest to the oldest, with the ban', async () => {
      const { id, add, user } = await appealed()
      await add({ at: NOW + 5 })
      const page = await ports.appeals.page(DEFAULT_TENANT, { status: 'pending', limit: 100 })
      expect(page.find((one) => one.id === id)).toMatchObject({
        person: { userId: user.id, bannedUntil: NOW + 9_000 },
        ban: { by: 'first', reason: 'spam', until: NOW + 9_000 },
        text: 'no',
      })
      const older = await ports.appeals.page(DEFAULT_TENANT, { before: NOW + 5, limit: 100 })
      expect(older.map((one) => one.id)).not.toContain(id)
    })
  })

  describe('Warnings, PersonNotes and SavedReplies', () => {
    test('warnings are the person’s until they have seen them, notes the moderators’', async () => {
      const { id: user } = await person()
      expect(await ports.warnings.add({ id: randomUUID(), user, text: 'kind' }, entry())).toBe(true)
      expect(await ports.personNotes.add({ id: randomUUID(), user, text: 'seen' }, entry())).toBe(true)
      expect(await ports.warnings.seen(user, NOW + 1)).toBe(1)
      expect(await ports.warnings.seen(user, NOW + 2)).toBe(0)
      expect(await ports.warnings.ofUser(user)).toMatchObject([{ by: 'moderator', seenAt: NOW + 1 }])
      expect(await ports.personNotes.ofUser(DEFAULT_TENANT, user)).toMatchObject([{ text: 'seen' }])
      expect(await ports.personNotes.ofUser(database.otherTenant, user)).toEqual([])
      const elsewhere = entry({ tenantId: database.otherTenant })
      expect(await ports.warnings.add({ id: randomUUID(), user, text: 'kind' }, elsewhere)).toBe(false)
    })

    test('saved replies are a tenant’s, and not endlessly many', async () => {
      const tenant = database.otherTenant
      const add = (title: string) =>
        ports.savedReplies.add(tenant, { id: randomUUID(), title, text: 't' }, entry({ tenantId: tenant }))
      for (let n = 0; n < MAX_SAVED_REPLIES - 2; n += 1) await add(`reply ${String(n).padStart(3, '0')}`)
      const atOnce = await Promise.all(Array.from({ length: 9 }, (_, n) => add(`text ${n}`)))
      expect(atOnce.filter(Boolean)).toHaveLength(2)
      expect(await add('one more')).toBe(false)
      const [first] = await ports.savedReplies.all(tenant)
      expect(first).toMatchObject({ title: 'reply 000' })
      const changed = { id: first?.id ?? '', title: 'reply 000', text: 'other words' }
      expect(await ports.savedReplies.change(DEFAULT_TENANT, changed, entry())).toBe(false)
      expect(await ports.savedReplies.change(tenant, changed, entry({ tenantId: tenant }))).toBe(true)
      expect((await ports.savedReplies.all(tenant))[0]).toEqual(changed)
      expect(await ports.savedReplies.remove(DEFAULT_TENANT, first?.id ?? '', entry())).toBe(false)
      expect(await ports.savedReplies.remove(tenant, first?.id ?? '', entry({ tenantId: tenant }))).toBe(true)
    })
  })
}
