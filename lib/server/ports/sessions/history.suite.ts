import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT, type UserId } from '@/lib/domain/ids'
import type { Accounts, Logins } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import type { History, Retention, SessionRecord } from './history'
import type { AuditLog, Reports } from '../moderation/moderation'
import { newUser } from '../accounts/new-user.fixture'
import { newReport } from '../moderation/new-report.fixture'

const NOW = Date.UTC(2026, 2, 3)
const DAY = 86_400_000
/** Long before anything the other suites write, so that a purge removes only what belongs here. */
const LONG_AGO = Date.UTC(1990, 0, 1)

interface Ports {
  readonly accounts: Accounts
  readonly logins: Logins
  readonly history: History
  readonly reports: Reports
  readonly audit: AuditLog
  readonly retention: Retention
}

function session(
  participants: readonly [string, string],
  changes: Partial<SessionRecord> = {},
): SessionRecord {
  return {
    id: randomUUID(),
    tenantId: DEFAULT_TENANT,
    chatType: 'text',
    participants,
    publicIds: [randomUUID(), randomUUID()],
    startedAt: NOW,
    endedAt: NOW + 60_000,
    endReason: 'user_left',
    messages: [3, 5],
    ...changes,
  }
}

/** Holds for every adapter of `History` and `Retention`. */
export function historySuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  async function person(): Promise<UserId> {
    const user = newUser()
    await ports.accounts.create(user)
    return user.id
  }

  describe('History', () => {
    test('each participant sees the session from their own side', async () => {
      const [ann, bob] = [await person(), await person()]
      const publicIds = [randomUUID(), randomUUID()] as const
      const { id } = session([ann, bob])
      ports.history.record(session([ann, bob], { id, publicIds, chatType: 'video' }))
      const seen = { id, chatType: 'video', startedAt: NOW, endedAt: NOW + 60_000, endReason: 'user_left' }
      expect(await ports.history.page(ann, { limit: 10 })).toEqual([
        { ...seen, partnerId: publicIds[1], messagesSent: 3, messagesReceived: 5 },
      ])
      expect(await ports.history.page(bob, { limit: 10 })).toEqual([
        { ...seen, partnerId: publicIds[0], messagesSent: 5, messagesReceived: 3 },
      ])
    })

    test('a participant rates a session, and the last rating counts', async () => {
      const [ann, bob, cat] = [await person(), await person(), await person()]
      const { id } = session([ann, bob])
      ports.history.record(session([ann, bob], { id, chatType: 'audio' }))
      const first = { chatType: 'audio', isFirst: true }
      expect(await ports.history.rate(ann, id, 'good')).toEqual(first)
      expect(await ports.history.rate(ann, id, 'poor')).toEqual({ ...first, isFirst: false })
      expect(await ports.history.rate(bob, id, 'poor')).toEqual(first)
      expect(await ports.history.rate(cat, id, 'good')).toBeUndefined()
      expect(await ports.history.rate(ann, randomUUID(), 'good')).toBeUndefined()
    })

    test('a participant’s id names them to their partner only', async () => {
      const [ann, bob, cat] = [await person(), await person(), await person()]
      const publicIds = [randomUUID(), randomUUID()] as const
      const { id } = session([ann, bob])
      ports.history.record(session([ann, bob], { id, publicIds }))
      ports.history.record(session([cat, ann]))
      ports.history.record(session([ann, bob], { publicIds: null }))
      const [annId, bobId] = publicIds
      const where = { id, chatType: 'text' }
      expect(await ports.history.partnerNamed(ann, bobId)).toEqual({ user: bob, session: where })
      expect(await ports.history.partnerNamed(bob, annId)).toEqual({ user: ann, session: where })
      expect(await ports.history.met(bob, ann)).toBe(true)
      expect(await ports.history.met(bob, 'somebody else')).toBe(false)
      for (const [reader, name] of [
        [ann, annId],
        [cat, bobId],
        [ann, `${bob}`],
        [ann, randomUUID()],
      ] as const)
        expect(await ports.history.partnerNamed(reader, name)).toBeUndefined()
    })

    test('a session recorded twice, or many times at once, counts once', async () => {
      const ann = await person()
      const record = session([ann, randomUUID()])
      for (let time = 0; time < 8; time += 1) ports.history.record(record)
      ports.history.record({ ...record, endReason: 'timeout' })
      expect(await ports.history.page(ann, { limit: 10 })).toMatchObject([{ endReason: 'user_left' }])
    })

    test('pages go from the newest to the oldest', async () => {
      const ann = await person()
      for (const at of [1, 3, 2]) ports.history.record(session([ann, randomUUID()], { endedAt: NOW + at }))
      const ends = async (query: { before?: number; limit: number }) =>
        (await ports.history.page(ann, query)).map(({ endedAt }) => endedAt - NOW)
      expect(await ends({ limit: 2 })).toEqual([3, 2])
      expect(await ends({ limit: 2, before: NOW + 2 })).toEqual([1])
    })

    test('totals add up, also beyond what 32 bits hold', async () => {
      const ann = await person()
      ports.history.record(session([ann, randomUUID()], { endedAt: NOW + 20 * DAY }))
      ports.history.record(session([randomUUID(), ann], { endedAt: NOW + 20 * DAY }))
      await ports.reports.submit(newReport(ann, randomUUID(), NOW))
      expect(await ports.history.totals(ann)).toEqual({
        sessions: 2,
        messagesSent: 8,
        totalDurationMs: 40 * DAY,
        reportsSubmitted: 1,
      })
    })

    test('who has no account any more when it is written is not named by it', async () => {
      const [ann, erased] = [await person(), randomUUID()]
      ports.history.record(session([ann, erased]))
      expect(await ports.history.page(ann, { limit: 10 })).toHaveLength(1)
      expect(await ports.history.page(erased, { limit: 10 })).toEqual([])
    })

    test('a person without sessions has totals of nothing', async () => {
      expect(await ports.history.totals(randomUUID())).toEqual({
        sessions: 0,
        messagesSent: 0,
        totalDurationMs: 0,
        reportsSubmitted: 0,
      })
    })
  })

  const NO_CASEWORK = {
    appeals: 0,
    bans: 0,
    warnings: 0,
    notes: 0,
    claims: 0,
    reporterRecords: 0,
    pauses: 0,
    retentionRuns: 0,
  }

  describe('Retention', () => {
    test('records older than the limit are purged, those as old as the limit stay', async () => {
      const [ann, bob] = [newUser(), randomUUID()]
      await ports.accounts.create(ann)
      const screenshots = [{ mediaType: 'image/png', bytes: Uint8Array.of(1) }]
      // Whose audit log begins with these: an entry goes after those before it.
      const tenantId = randomUUID()
      const entry = {
        tenantId,
        actorId: null,
        action: 'test.happened',
        targetId: null,
        details: {},
      }
      const kept = session([ann.id, bob], { endedAt: LONG_AGO })
      for (const at of [LONG_AGO - 1, LONG_AGO]) {
        ports.history.record(at === LONG_AGO ? kept : session([ann.id, bob], { endedAt: at }))
        await ports.reports.submit(newReport(ann.id, bob, at, { tenantId, screenshots }))
        await ports.audit.record({ ...entry, at })
        await ports.logins.create({
          id: randomUUID(),
          userId: ann.id,
          device: 'a',
          place: null,
          deviceHash: null,
          createdAt: at,
          expiresAt: at,
        })
        const revoked = randomUUID()
        await ports.logins.create({
          id: revoked,
          userId: ann.id,
          device: 'a',
          place: null,
          deviceHash: null,
          createdAt: at,
          expiresAt: NOW,
        })
        await ports.logins.revoke(revoked, at)
      }

      const before = {
        sessions: LONG_AGO,
        personDays: LONG_AGO,
        evidence: LONG_AGO,
        audit: LONG_AGO,
        logins: LONG_AGO,
        proofs: LONG_AGO,
        casework: LONG_AGO,
        departed: LONG_AGO,
        delivered: LONG_AGO,
        deadLetters: LONG_AGO,
        figureHours: LONG_AGO,
        figureDays: LONG_AGO,
        interests: LONG_AGO,
        alerts: LONG_AGO,
        unpaidOrders: LONG_AGO,
        goods: LONG_AGO,
      }
      await ports.history.totals(randomUUID()) // everything recorded is written by then
      // The report's own audit entry goes as well.
      expect(await ports.retention.purge(before)).toEqual({
        sessions: 1,
        calls: 0,
        telephoneCalls: 0,
        personDays: 0,
        evidence: 1,
        screenshots: 1,
        audit: 2,
        logins: 2,
        proofs: 0,
        keptDigests: 0,
        keptBlocks: 0,
        messageOriginals: 0,
        conversations: 0,
        broadcasts: 0,
        conversationDays: 0,
        presenceDays: 0,
        writerDays: 0,
        orders: 0,
        goods: 0,
        delivered: 0,
        deadLetters: 0,
        figureHours: 0,
        figureDays: 0,
        narrowedHours: 0,
        narrowedDays: 0,
        interests: 0,
        alerts: 0,
        ...NO_CASEWORK,
      })
      expect(await ports.history.page(ann.id, { limit: 10 })).toMatchObject([{ id: kept.id }])
      expect(await ports.reports.byReporter(ann.id, { limit: 10 })).toHaveLength(2)
      expect(await ports.retention.purge(before)).toEqual({
        sessions: 0,
        calls: 0,
        telephoneCalls: 0,
        personDays: 0,
        evidence: 0,
        screenshots: 0,
        audit: 0,
        logins: 0,
        proofs: 0,
        keptDigests: 0,
        keptBlocks: 0,
        messageOriginals: 0,
        conversations: 0,
        broadcasts: 0,
        conversationDays: 0,
        presenceDays: 0,
        writerDays: 0,
        orders: 0,
        goods: 0,
        delivered: 0,
        deadLetters: 0,
        figureHours: 0,
        figureDays: 0,
        narrowedHours: 0,
        narrowedDays: 0,
        interests: 0,
        alerts: 0,
        ...NO_CASEWORK,
      })
    })
  })
}
