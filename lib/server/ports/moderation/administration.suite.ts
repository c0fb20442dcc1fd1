import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { REPORT_OUTCOMES, type ReportCase, type ReportOutcome } from '@/lib/domain/moderation'
import type { Accounts, Logins, NewUser } from '../accounts/accounts'
import type { SecondFactors } from '../accounts/second-factors'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import type { PersonalData } from '../accounts/personal-data'
import type { People, PeopleQuery, PersonSummary, ReportQuery, ReportQueue } from './administration'
import type { AuditEntry, Reports } from './moderation'
import { newUser } from '../accounts/new-user.fixture'
import { newReport } from './new-report.fixture'

const NOW = Date.UTC(2026, 4, 5, 6, 7, 8, 901)
const ERASURE = { emailDigest: null, reportableUntil: null, now: NOW }
const VIEWER = { tenantId: DEFAULT_TENANT, userId: 'somebody who reads' }

interface Ports {
  readonly accounts: Accounts
  readonly logins: Logins
  readonly people: People
  readonly secondFactors: SecondFactors
  readonly reportQueue: ReportQueue
  readonly reports: Reports
  readonly personalData: PersonalData
}

/** Holds for every adapter of `People` and `ReportQueue`. */
export function administrationSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let database: SuiteDatabase<Ports>
  let ports: Ports
  beforeAll(async () => {
    database = await open()
    ports = database.ports
  }, OPENING_MS)
  afterAll(() => database?.close(), OPENING_MS)

  const person = async (changes: Partial<NewUser> = {}) => {
    const user = newUser(changes)
    await ports.accounts.create(user)
    return user
  }
  const entry = (targetId: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
    tenantId: DEFAULT_TENANT,
    actorId: 'some-id',
    action: 'account.banned',
    targetId,
    details: {},
    at: NOW,
    ...changes,
  })

  describe('bans', () => {
    test.each([NOW + 1_000, FOREVER])('a ban until %d is on the account and its device', async (until) => {
      const deviceHash = randomUUID()
      const { id } = await person({ deviceHash })
      expect(await ports.people.ban(DEFAULT_TENANT, id, until, entry(id))).toEqual({
        reporter: null,
        alsoOf: [],
      })
      expect(await ports.accounts.byId(id)).toMatchObject({ bannedUntil: until })
      expect(await ports.accounts.byDevice(DEFAULT_TENANT, deviceHash, NOW)).toMatchObject({
        deviceBannedUntil: until,
      })
    })

    test('no person of another tenant is banned', async () => {
      const { id } = await person({ tenantId: database.otherTenant })
      expect(await ports.people.ban(DEFAULT_TENANT, id, FOREVER, entry(id))).toBe('unknown')
      expect(await ports.people.ban(DEFAULT_TENANT, randomUUID(), FOREVER, entry(id))).toBe('unknown')
      expect(await ports.accounts.byId(id)).toMatchObject({ bannedUntil: null })
    })
  })
  describe('roles', () => {
    const tenant = () => database.otherTenant
    const change = (id: string, role: 'user' | 'admin') => {
      const about = { tenantId: tenant(), action: 'account.role-changed', details: { role } }
      return ports.people.setRole(tenant(), id, role, entry(id, about))
    }

    test('of many administrators who lose their role at once, one stays', async () => {
      const all = await Promise.all(
        Array.from({ length: 6 }, () => person({ tenantId: tenant(), role: 'admin' })),
      )
      const outcomes = await Promise.all(all.map(({ id }) => change(id, 'user')))
      expect(outcomes.filter((outcome) => outcome === 'last-administrator')).toHaveLength(1)
      expect(await ports.accounts.hasAdministrator(tenant(), NOW)).toBe(true)
      const [last] = (await ports.people.page(tenant(), { role: 'admin', limit: 9, now: NOW })).map(
        ({ id }) => id,
      )
      expect(await ports.accounts.isLastAdministrator(tenant(), last ?? '', NOW)).toBe(true)
    })

    test('of administrators who ban, demote and delete each other at once, one can still act', async () => {
      const others = await ports.people.page(tenant(), { role: 'admin', limit: 9, now: NOW })
      const all = await Promise.all(
        Array.from({ length: 5 }, () => person({ tenantId: tenant(), role: 'admin' })),
      )
      for (const { id } of others) expect(await change(id, 'user')).toBe('changed')
      const audit = (id: string) => entry(id, { tenantId: tenant() })
      const leave = async (id: string, index: number) =>
        [
          () => ports.people.ban(tenant(), id, FOREVER, audit(id)),
          () => change(id, 'user'),
          () =>
            ports.personalData.erase({ ...ERASURE, tenant: tenant(), user: id, pseudonym: `erased-${id}` }),
        ][index % 3]?.()
      const outcomes = await Promise.all(all.map(({ id }, index) => leave(id, index)))
      expect(outcomes.filter((outcome) => outcome === 'last-administrator')).toHaveLength(1)
      expect(await ports.accounts.hasAdministrator(tenant(), NOW)).toBe(true)
    })

    test('a banned administrator is none: the other one stays', async () => {
      const others = await ports.people.page(tenant(), { role: 'admin', limit: 9, now: NOW })
      const [one, two] = [
        await person({ tenantId: tenant(), role: 'admin' }),
        await person({ tenantId: tenant(), role: 'admin' }),
      ]
      for (const { id } of others) await change(id, 'user')
      await ports.people.ban(tenant(), one.id, NOW + 1_000, entry(one.id, { tenantId: tenant() }))
      expect(await change(two.id, 'user')).toBe('last-administrator')
      expect(await ports.people.ban(tenant(), two.id, FOREVER, entry(two.id))).toBe('last-administrator')
      expect(await ports.accounts.byId(two.id)).toMatchObject({ bannedUntil: null, role: 'admin' })
      expect(await ports.accounts.hasAdministrator(tenant(), NOW)).toBe(true)
    })

    test('an entry holds the role before, and no person of another tenant gets one', async () => {
      const { id } = await person({ tenantId: tenant() })
      expect(await ports.people.setRole(DEFAULT_TENANT, id, 'admin', entry(id))).toBe('unknown')
      expect(await change(id, 'admin')).toBe('changed')
      expect(await ports.people.find(DEFAULT_TENANT, id)).toBeUndefined()
      expect(await ports.people.find(tenant(), id)).toMatchObject({
        user: { role: 'admin' },
        audit: [{ details: { role: 'admin', from: 'user' }, at: NOW }],
      })
    })
  })

  describe('a lost second factor', () => {
    test('goes with its codes, once, within the tenant alone', async () => {
      const { id } = await person()
      const remove = (tenant = DEFAULT_TENANT) =>
        ports.people.removeSecondFactor(tenant, id, entry(id, { action: 'account.second-factor-reset' }))
      expect(await remove()).toBe('none')
      await ports.secondFactors.beginTotp(id, 'sealed', NOW)
      const loginId = randomUUID()
      await ports.logins.create({
        id: loginId,
        userId: id,
        device: 'A program',
        place: null,
        deviceHash: null,
        createdAt: NOW,
        expiresAt: NOW + 1_000_000,
      })
      await ports.secondFactors.confirmTotp({ userId: id, loginId }, 'sealed', 1, NOW)
      await ports.secondFactors.replaceRecoveryCodes(id, ['a'])
      expect(await remove(database.otherTenant)).toBe('unknown')
      const outcomes = await Promise.all([remove(), remove()])
      expect(outcomes.toSorted()).toEqual(['none', 'removed'])
      expect(await ports.accounts.byId(id)).toMatchObject({ hasSecondFactor: false })
      expect(await ports.secondFactors.totp(id)).toBeUndefined()
      expect(await ports.secondFactors.recoveryCodesLeft(id)).toBe(0)
      const audit = (await ports.people.find(DEFAULT_TENANT, id))?.audit
      expect(audit?.map(({ action }) => action)).toEqual(['account.second-factor-reset'])
    })
  })

  describe('accounts', () => {
    const found = async (query: Partial<PeopleQuery>) =>
      (await ports.people.page(DEFAULT_TENANT, { limit: 100, now: NOW, ...query })).map(({ id }) => id)

    test('signs of patterns stand for themselves in a search', async () => {
      const mark = randomUUID()
      const { id } = await person({ displayName: `%_${mark}` })
      expect(await found({ search: `%_${mark.slice(0, 8)}` })).toEqual([id])
      expect(await found({ search: `__${mark}` })).toEqual([])
      expect(await found({ search: String.raw`\%_${mark}` })).toEqual([])
    })

    test('a ban counts until its end', async () => {
      const mark = randomUUID()
      const { id } = await person({ displayName: mark })
      await ports.people.ban(DEFAULT_TENANT, id, NOW + 1, entry(id))
      expect(await found({ search: mark, banned: true })).toEqual([id])
      expect(await found({ search: mark, banned: true, now: NOW + 1 })).toEqual([])
      expect(await found({ search: mark, banned: false, now: NOW + 1 })).toEqual([id])
    })

    test('pages are complete, also where they part accounts made in one millisecond', async () => {
      const mark = randomUUID()
      const made = [NOW + 1, NOW, NOW, NOW, NOW, NOW - 1]
      const people = await Promise.all(made.map((createdAt) => person({ createdAt, displayName: mark })))
      const seen: string[] = []
      for (let last: PersonSummary | undefined, more = true; more;) {
        const position = { before: last?.createdAt, beforeId: last?.id }
        const page = await ports.people.page(DEFAULT_TENANT, {
          search: mark,
          limit: 2,
          now: NOW,
          ...position,
        })
        seen.push(...page.map(({ id }) => id))
        last = page.at(-1)
        more = last !== undefined
      }
      expect(seen).toHaveLength(made.length)
      expect(new Set(seen)).toEqual(new Set(people.map(({ id }) => id)))
    })

    test('they are counted in all and since a time', async () => {
      const createdAt = Date.UTC(2100, 0, 1)
      const before = await ports.people.count(DEFAULT_TENANT, createdAt)
      await person({ createdAt })
      await person({ createdAt: createdAt - 1 })
      const { total, since } = await ports.people.count(DEFAULT_TENANT, createdAt)
      expect([total - before.total, since - before.since]).toEqual([2, 1])
    })
  })
  describe('ReportQueue', () => {
    const report = async (reporter: string, reported: string, at: number, more: object = {}) => {
      const session = { chatType: 'text', startedAt: NOW - 9, endedAt: NOW - 1 }
      const draft = newReport(reporter, reported, at, { session, ...more })
      await ports.reports.submit(draft)
      return draft.id
    }
    const page = async (query: Partial<ReportQuery>) =>
      (await ports.reportQueue.page(VIEWER, { limit: 100, ...query })).map(({ id }) => id)

    test('reports are filtered by either side, status and type, newest first, and counted', async () => {
      const ann = await person({ displayName: 'Ann' })
      const bob = await person()
      const old = await report(ann.id, bob.id, NOW)
      const harassment = await report(ann.id, bob.id, NOW + 1, { type: 'harassment' })
      const back = await report(bob.id, ann.id, NOW + 2)
      expect(await page({ reporter: ann.id })).toEqual([harassment, old])
      expect(await page({ reported: ann.id })).toEqual([back])
      expect(await page({ reporter: ann.id, type: 'spam' })).toEqual([old])
      expect(await page({ reporter: ann.id, before: NOW + 1 })).toEqual([old])
      expect(await page({ reporter: ann.id, status: 'dismissed' })).toEqual([])
      expect(await ports.reportQueue.page(VIEWER, { reporter: ann.id, limit: 1 })).toMatchObject([
        { reporter: { userId: ann.id, displayName: 'Ann', bannedUntil: null }, reportsAgainst: 2 },
      ])
    })

    test('pages are complete, also where they part reports made in one millisecond', async () => {
      const [ann, bob] = [await person(), await person()]
      const made = [NOW + 1, NOW, NOW, NOW, NOW, NOW - 1]
      const reports = await Promise.all(made.map((at) => report(ann.id, bob.id, at)))
      const seen: string[] = []
      for (let last: ReportCase | undefined, more = true; more;) {
        const query = { reporter: ann.id, limit: 2, before: last?.createdAt, beforeId: last?.id }
        const found = await ports.reportQueue.page(VIEWER, query)
        seen.push(...found.map(({ id }) => id))
        last = found.at(-1)
        more = last !== undefined
      }
      expect(seen.toSorted()).toEqual(reports.toSorted())
    })

    test('accounts are found by whether they were reported, with how often', async () => {
      const mark = randomUUID()
      const [ann, bob] = [
        await person({ displayName: `${mark} a` }),
        await person({ displayName: `${mark} b` }),
      ]
      await report(ann.id, bob.id, NOW)
      await report(ann.id, bob.id, NOW + 1)
      const search = async (reported?: boolean) =>
        (await ports.people.page(DEFAULT_TENANT, { limit: 100, now: NOW, search: mark, reported })).map(
          ({ id, reportsAgainst }) => [id, reportsAgainst],
        )
      expect(await search(true)).toEqual([[bob.id, 2]])
      expect(await search(false)).toEqual([[ann.id, 0]])
      expect(await search()).toHaveLength(2)
    })

    test('the one that waits longest is next, without the one at hand and those decided', async () => {
      const [ann, bob] = [await person(), await person()]
      const longAgo = Date.UTC(1990, 0, 1)
      const first = await report(ann.id, bob.id, longAgo)
      const second = await report(ann.id, bob.id, longAgo + 1)
      expect(await ports.reportQueue.oldestPending(VIEWER, second)).toBe(first)
      expect(await ports.reportQueue.oldestPending(VIEWER, first)).toBe(second)
      expect(
        await ports.reportQueue.oldestPending({ ...VIEWER, tenantId: 'elsewhere' }, first),
      ).toBeUndefined()
      for (const id of [first, second])
        await ports.reportQueue.review(DEFAULT_TENANT, id, 'dismissed', entry(id))
      expect(await ports.reportQueue.oldestPending(VIEWER, randomUUID())).not.toBe(first)
    })

    test('a decision changes the status and leaves an entry; another tenant has neither', async () => {
      const [ann, bob] = [await person(), await person()]
      const id = await report(ann.id, bob.id, NOW)
      const pending = await ports.reportQueue.pending(DEFAULT_TENANT)
      const decision = entry(id, { action: 'report.reviewed', at: NOW + 1 })
      expect(await ports.reportQueue.review(database.otherTenant, id, 'dismissed', decision)).toBe('unknown')
      expect(await ports.reportQueue.find({ ...VIEWER, tenantId: database.otherTenant }, id)).toBeUndefined()
      expect(await ports.reportQueue.review(DEFAULT_TENANT, id, 'dismissed', decision)).toEqual({
        reporter: ann.id,
      })
      expect(await ports.reportQueue.pending(DEFAULT_TENANT)).toBe(pending - 1)
      expect(await ports.reportQueue.find(VIEWER, id)).toMatchObject({
        file: { status: 'dismissed', session: { startedAt: NOW - 9, endedAt: NOW - 1 } },
        audit: [{ action: 'report.reviewed' }, { action: 'report.submitted' }],
      })
      expect(await ports.reports.byReporter(ann.id, { limit: 1 })).toMatchObject([{ status: 'dismissed' }])
    })

    test.each([
      { outcomes: ['resolved', 'dismissed'] },
      { outcomes: ['dismissed', 'dismissed', 'resolved'] },
      { outcomes: ['reviewed', 'reviewed'] },
    ] as const)('of those who decide $outcomes at once, one does', async ({ outcomes }) => {
      const [ann, bob] = [await person(), await person()]
      const id = await report(ann.id, bob.id, NOW)
      const decision = entry(id, { action: 'report.reviewed' })
      const decided = await Promise.all(
        outcomes.map((outcome) => ports.reportQueue.review(DEFAULT_TENANT, id, outcome, decision)),
      )
      expect(decided.filter((one) => one !== 'decided')).toEqual([{ reporter: ann.id }])
      const found = await ports.reportQueue.find(VIEWER, id)
      expect(found?.audit.map(({ action }) => action)).toEqual(['report.reviewed', 'report.submitted'])
    })

    test('a picture is opened by its number, with an entry; what there is not leaves none', async () => {
      const [ann, bob] = await Promise.all([person(), person()])
      const bytes = Uint8Array.of(1, 2, 3)
      const screenshots = [
        { mediaType: 'image/png', bytes: Uint8Array.of(9) },
        { mediaType: 'image/webp', bytes },
      ]
      const id = await report(ann.id, bob.id, NOW, { screenshots })
      const open = (tenant: string, number: number) =>
        ports.reportQueue.openScreenshot(
          { ...VIEWER, tenantId: tenant },
          id,
          number,
          entry(id, { action: 'report.picture-opened' }),
        )
      const opened = await open(DEFAULT_TENANT, 2)
      expect([opened?.mediaType, [...(opened?.bytes ?? [])]]).toEqual(['image/webp', [...bytes]])
      expect(await open(DEFAULT_TENANT, 3)).toBeUndefined()
      expect(await open('other', 1)).toBeUndefined()
      const found = await ports.reportQueue.find(VIEWER, id)
      expect(found?.file.screenshots).toEqual([{ number: 1 }, { number: 2 }])
      expect(found?.audit.filter(({ action }) => action === 'report.picture-opened')).toHaveLength(1)
    })

    test('a picture of the conversation is opened by its message, with an entry; other messages are no pictures', async () => {
      const [ann, bob] = await Promise.all([person(), person()])
      const message = { senderId: bob.id, content: 'aGk=', timestamp: NOW, flagged: false }
      const messages = [
        { ...message, messageId: 'm1', type: 'image' },
        { ...message, messageId: 'm2', type: 'text' },
      ]
      const id = await report(ann.id, bob.id, NOW, { messages })
      const open = (tenant: string, messageId: string) =>
        ports.reportQueue.openMessagePicture(
          { ...VIEWER, tenantId: tenant },
          id,
          messageId,
          entry(id, { action: 'report.picture-opened' }),
        )
      expect(await open(DEFAULT_TENANT, 'm1')).toBe('aGk=')
      for (const [tenant, messageId] of [
        [DEFAULT_TENANT, 'm2'],
        [DEFAULT_TENANT, 'm3'],
        ['other', 'm1'],
      ] as const) {
        expect(await open(tenant, messageId)).toBeUndefined()
      }
      const found = await ports.reportQueue.find(VIEWER, id)
      expect(found?.audit.filter(({ action }) => action === 'report.picture-opened')).toHaveLength(1)
    })

    test('a reviewed report is decided afterwards, once', async () => {
      const [ann, bob] = [await person(), await person()]
      const id = await report(ann.id, bob.id, NOW)
      const review = (outcome: ReportOutcome) =>
        ports.reportQueue.review(DEFAULT_TENANT, id, outcome, entry(id))
      expect(await review('reviewed')).toEqual({ reporter: ann.id })
      expect(await review('resolved')).toEqual({ reporter: ann.id })
      for (const outcome of REPORT_OUTCOMES) expect(await review(outcome)).toBe('decided')
    })

    test('a ban resolves the report that led to it, and without that report no one is banned', async () => {
      const [ann, bob] = [await person(), await person()]
      const [id, other] = [await report(ann.id, bob.id, NOW), await report(bob.id, ann.id, NOW)]
      const ban = (reportId: string) =>
        ports.people.ban(DEFAULT_TENANT, bob.id, FOREVER, entry(bob.id, { action: 'account.banned' }), {
          report: reportId,
          audit: entry(reportId, { action: 'report.reviewed' }),
        })
      const isBanned = async () => (await ports.accounts.byId(bob.id))?.bannedUntil === FOREVER
      expect([await ban(other), await ban(randomUUID()), await isBanned()]).toEqual([
        'no-report',
        'no-report',
        false,
      ])
      const both = await Promise.all([ban(id), ban(id)])
      expect(both.filter((one) => one !== 'decided')).toEqual([{ reporter: ann.id, alsoOf: [] }])
      expect(await isBanned()).toBe(true)
      expect(await ports.reportQueue.find(VIEWER, id)).toMatchObject({
        file: { status: 'resolved' },
        audit: [{}, {}, {}],
      })
    })

    test('a report of people who have gone is shown without their names', async () => {
      const [reporter, reported] = [randomUUID(), randomUUID()]
      const id = await report(reporter, reported, NOW)
      expect(await ports.reportQueue.find(VIEWER, id)).toMatchObject({
        file: { reporter: { userId: reporter, displayName: null, bannedUntil: null }, reportsAgainst: 1 },
      })
    })
  })
}
