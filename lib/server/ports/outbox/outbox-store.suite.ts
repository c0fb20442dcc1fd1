import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { ReportOutcome } from '@/lib/domain/moderation'
import { retentionLimits } from '@/lib/domain/retention'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { People, ReportQueue } from '../moderation/administration'
import type { AuditEntry, Reports } from '../moderation/moderation'
import type { Retention } from '../sessions/history'
import type { Claimed, OutboxStore, Settlement } from './outbox-store'
import { newReport } from '@/lib/server/ports/moderation/new-report.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly outboxStore: OutboxStore
  readonly people: People
  readonly reportQueue: ReportQueue
  readonly reports: Reports
  readonly retention: Retention
}

const LEASE_MS = 30_000
const KIND = 'report-outcome'

/** Holds for every adapter of `OutboxStore`, together with the ports that write it. */
export function outboxSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('the outbox', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    /** Later than anything that another test left behind. */
    let now = Date.UTC(2030, 0, 1)
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close())

    async function report(reporter: string, reported: string = randomUUID()): Promise<string> {
      const draft = newReport(reporter, reported, now)
      await ports.reports.submit(draft)
      return draft.id
    }

    const entry = (id: string, details: AuditEntry['details'] = {}): AuditEntry => {
      return {
        tenantId: DEFAULT_TENANT,
        actorId: null,
        action: 'report.reviewed',
        targetId: id,
        details,
        at: now,
      }
    }
    const decide = (id: string, outcome: ReportOutcome = 'resolved', details: AuditEntry['details'] = {}) =>
      ports.reportQueue.review(DEFAULT_TENANT, id, outcome, entry(id, details))
    const claim = (limit = 100) => ports.outboxStore.claim(KIND, { limit, now, leaseMs: LEASE_MS })
    const finish = (message: Claimed) => ports.outboxStore.settle(message, { state: 'done', at: now })

    /** Everything that waits is done with. */
    async function empty(): Promise<void> {
      now += LEASE_MS
      for (let found = await claim(); found.length > 0; found = await claim()) {
        for (const message of found) await finish(message)
      }
    }

    test('what has no consumer is not written; from when it has one, a decision writes its message', async () => {
      await decide(await report('ann'))
      expect(await ports.outboxStore.depths()).toEqual([])
      ports.outboxStore.open(KIND)
      const id = await report('ann')
      await decide(id, 'dismissed')
      expect(await claim()).toEqual([
        {
          id: expect.stringMatching(/^\d+$/),
          kind: KIND,
          key: id,
          user: 'ann',
          payload: { report: id, outcome: 'dismissed' },
          attempts: 1,
          at: now,
        },
      ])
    })

    test('of those who decide at once, one writes a message; a decision that is rolled back writes none', async () => {
      await empty()
      const [first, second] = [await report('ann'), await report('ann')]
      await Promise.all([decide(first), decide(first), decide(first, 'dismissed')])
      // PostgreSQL's JSON has no room for this character, so the audit entry cannot be written, and nothing is.
      await expect(decide(second, 'resolved', { note: '\u0000' })).rejects.toThrow()
      expect((await claim()).map(({ key }) => key)).toEqual([first])
      expect(
        await ports.reportQueue.find({ tenantId: DEFAULT_TENANT, userId: 'nobody' }, second),
      ).toMatchObject({
        file: { status: 'pending' },
      })
    })

    test('a ban that resolves a report writes its message, and a refused one writes none', async () => {
      await empty()
      const bob = newUser()
      await ports.accounts.create(bob)
      const id = await report('ann', bob.id)
      const ban = (about: string) => {
        const resolves = { report: about, audit: entry(about) }
        return ports.people.ban(DEFAULT_TENANT, bob.id, now + 1, entry(bob.id), resolves)
      }
      await Promise.all([ban(id), ban(id), ban(randomUUID())])
      expect(await claim()).toMatchObject([{ key: id, user: 'ann', payload: { outcome: 'resolved' } }])
    })

    test('a claimed message is nobody else’s until its lease is over; then the first claim counts no more', async () => {
      await empty()
      await decide(await report('ann'))
      const [first] = await claim()
      now += LEASE_MS - 1
      expect(await claim()).toEqual([])
      now += 1
      const [second] = await claim()
      expect(second).toEqual({ ...first, attempts: 2 })
      if (!first || !second) throw new Error('There was nothing to claim')
      expect(await finish(first)).toBe(false)
      expect(await finish(second)).toBe(true)
      expect(await finish(second)).toBe(false)
      now += LEASE_MS
      expect(await claim()).toEqual([])
    })

    test('of many who claim at once, each message goes to one', async () => {
      await empty()
      const ids = []
      for (let n = 0; n < 12; n += 1) ids.push(await report('ann'))
      for (const id of ids) await decide(id)
      const claims = await Promise.all(Array.from({ length: 6 }, () => claim(3)))
      const rest = await claim()
      expect([...claims.flat(), ...rest].map(({ key }) => key).toSorted()).toEqual(ids.toSorted())
    })

    test.each([
      { as: 'done', settlement: (): Settlement => ({ state: 'done', at: now }), follows: true },
      { as: 'dead', settlement: (): Settlement => ({ state: 'dead', at: now }), follows: true },
      {
        as: 'waiting',
        settlement: (): Settlement => ({ state: 'waiting', nextAt: now + 1 }),
        follows: false,
      },
    ] as const)(
      'the next message of a key comes when the one before is settled, not before ($as)',
      async ({ settlement, follows }) => {
        await empty()
        const id = await report('ann')
        await decide(id, 'reviewed')
        await decide(id, 'resolved')
        const [first, ...others] = await claim()
        expect([first?.payload.outcome, others]).toEqual(['reviewed', []])
        expect(await claim()).toEqual([])
        if (!first) throw new Error('There was nothing to claim')
        await ports.outboxStore.settle(first, settlement())
        const next = await claim()
        expect(next.map(({ payload }) => payload.outcome)).toEqual(follows ? ['resolved'] : [])
      },
    )

    test('what is put off comes when it is due, with one attempt more', async () => {
      await empty()
      await decide(await report('ann'))
      const [message] = await claim()
      if (!message) throw new Error('There was nothing to claim')
      await ports.outboxStore.settle(message, { state: 'waiting', nextAt: now + 1_000 })
      now += 999
      expect(await claim()).toEqual([])
      now += 1
      expect(await claim()).toMatchObject([{ id: message.id, attempts: 2 }])
    })

    test('depths count what waits and what is dead; what is settled goes in its time', async () => {
      await empty()
      const before = (await ports.outboxStore.depths()).find(({ state }) => state === 'dead')?.count ?? 0
      for (let n = 0; n < 3; n += 1) await decide(await report('ann'))
      const [done, dead] = await claim(2)
      if (!done || !dead) throw new Error('There was too little to claim')
      await finish(done)
      await ports.outboxStore.settle(dead, { state: 'dead', at: now })
      const depths = await ports.outboxStore.depths()
      expect(depths.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
        { kind: KIND, state: 'dead', count: before + 1 },
        { kind: KIND, state: 'waiting', count: 1 },
      ])
      const limits = retentionLimits(0)
      const purge = async (at: { delivered?: number; deadLetters?: number }) => {
        const { delivered, deadLetters } = await ports.retention.purge({ ...limits, ...at })
        return [delivered, deadLetters]
      }
      expect(await purge({})).toEqual([0, 0])
      expect(await purge({ delivered: now + 1 })).toEqual([expect.any(Number), 0])
      expect(await purge({ delivered: now + 1, deadLetters: now + 1 })).toEqual([0, before + 1])
      expect(await ports.outboxStore.depths()).toEqual([{ kind: KIND, state: 'waiting', count: 1 }])
    })
  })
}
