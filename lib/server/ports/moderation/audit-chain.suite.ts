import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry } from '@/lib/domain/audit-chain'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { Retention } from '../sessions/history'
import type { AuditChains, ChainReport, KeyedSeal } from './audit-chain'
import type { AuditLog } from './moderation'

const NOW = Date.UTC(2026, 4, 5)

export interface ChainedDatabase {
  /** On one database; two where it can be opened twice. */
  readonly writers: readonly {
    readonly accounts: Accounts
    readonly audit: AuditLog
    readonly auditChains: AuditChains
    readonly personalData: PersonalData
    readonly retention: Retention
  }[]
  readonly seal: KeyedSeal
  sql(text: string, values?: readonly unknown[]): Promise<unknown>
  close(): Promise<void>
}

/** Holds for every adapter of `AuditLog`, `AuditChains`, and of deletion and retention on them. */
export function auditChainSuite(open: () => Promise<ChainedDatabase>): void {
  let database: ChainedDatabase
  beforeAll(async () => {
    database = await open()
  }, OPENING_MS)
  afterAll(() => database?.close(), OPENING_MS)

  /** A tenant of its own for each test. */
  async function tenant() {
    const tenantId = randomUUID()
    const { audit } = writer()
    return {
      tenantId,
      record: (changes: Partial<AuditEntry> = {}, by = audit) =>
        by.record({ ...entry(tenantId), ...changes }),
      report: () => reportOf(tenantId),
    }
  }
  const writer = (index = 0) => {
    const { writers } = database
    const found = writers[index % writers.length]
    if (!found) throw new Error('There is no writer')
    return found
  }
  const entry = (tenantId: string): AuditEntry => ({
    tenantId,
    actorId: randomUUID(),
    action: 'report.reviewed',
    targetId: randomUUID(),
    details: { note: 'an \u00e4nderung', status: 'resolved', count: 3, again: false, nothing: null },
    at: NOW,
  })
  async function reportOf(tenantId: string): Promise<ChainReport | undefined> {
    const reports = await writer().auditChains.verify()
    return reports.find((one) => one.tenant === tenantId)
  }
  const limits = (audit: number) => {
    const rest = {
      sessions: 0,
      personDays: 0,
      evidence: 0,
      logins: 0,
      proofs: 0,
      casework: 0,
      departed: 0,
      delivered: 0,
      deadLetters: 0,
    }
    const figures = {
      figureHours: 0,
      figureDays: 0,
      narrowedHours: 0,
      narrowedDays: 0,
      interests: 0,
      alerts: 0,
    }
    return { ...rest, ...figures, unpaidOrders: 0, goods: 0, audit }
  }

  describe('AuditChains', () => {
    test('entries are whole as they were written, each tenant’s by themselves', async () => {
      const [one, other] = [await tenant(), await tenant()]
      for (const { record } of [one, other, one, one]) await record()
      expect(await one.report()).toMatchObject({ verified: 3, unverifiable: 0, broken: undefined })
      expect(await other.report()).toMatchObject({ verified: 1, unverifiable: 0, broken: undefined })
    })

    test('many writers at once make one chain', async () => {
      const { record, report } = await tenant()
      await Promise.all(Array.from({ length: 24 }, (_, index) => record({}, writer(index).audit)))
      expect(await report()).toMatchObject({ verified: 24, broken: undefined })
    })

    test.each([
      ['a changed action', `UPDATE audit_log SET action = 'x' WHERE tenant_id = $1 AND seq = 2`, 'changed'],
      [
        'changed details',
        `UPDATE audit_log SET details = '{"note": "x"}' WHERE tenant_id = $1 AND seq = 2`,
        'changed',
      ],
      [
        'another actor',
        `UPDATE audit_log SET actor_id = target_id WHERE tenant_id = $1 AND seq = 2`,
        'changed',
      ],
      ['a missing entry', 'DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 2', 'missing'],
      ['missing last entries', 'DELETE FROM audit_log WHERE tenant_id = $1 AND seq >= 2', 'cut'],
    ])('%s is found', async (_, statement, reason) => {
      const { tenantId, record, report } = await tenant()
      for (let n = 0; n < 3; n += 1) await record()
      await database.sql(statement, [tenantId])
      expect(await report()).toMatchObject({ verified: 1, broken: { seq: 2, reason } })
    })

    const moved = (
      seq: string,
      hash = `(SELECT hash FROM audit_log WHERE tenant_id = $1 AND seq = ${seq})`,
    ) => `UPDATE audit_chains SET anchor_seq = ${seq}, anchor_hash = ${hash} WHERE tenant_id = $1`

    test.each([
      [
        'entries that were changed and left before the anchor',
        [`UPDATE audit_log SET action = 'x' WHERE tenant_id = $1 AND seq <= 2`, moved('2')],
      ],
      [
        'entries that were removed and left before the anchor',
        [moved('2'), 'DELETE FROM audit_log WHERE tenant_id = $1 AND seq <= 2'],
      ],
      [
        'a cut end',
        [
          'DELETE FROM audit_log WHERE tenant_id = $1 AND seq = 3',
          'UPDATE audit_chains SET seq = 2, hash = (SELECT hash FROM audit_log WHERE tenant_id = $1 AND seq = 2) WHERE tenant_id = $1',
        ],
      ],
    ])('%s are found, also once entries follow', async (_, statements) => {
      const { tenantId, record, report } = await tenant()
      for (let n = 0; n < 3; n += 1) await record()
      for (const statement of statements) await database.sql(statement, [tenantId])
      expect(await report()).toMatchObject({ broken: { reason: 'head' } })
      await record()
      expect(await report()).toMatchObject({ broken: { reason: 'head' } })
      await writer().retention.purge(limits(NOW + 1))
      expect(await report()).toMatchObject({ broken: { reason: 'head' } })
    })

    test.each([
      [
        'under a key that is no key',
        `UPDATE audit_chains SET key_mark = '0000000000000000' WHERE tenant_id = $1`,
      ],
      ['whose row looks as old as the chain', `UPDATE audit_chains SET seal = '' WHERE tenant_id = $1`],
    ])('entries %s are without proof, also once entries follow', async (_, statement) => {
      const { tenantId, record, report } = await tenant()
      for (let n = 0; n < 3; n += 1) await record()
      await database.sql(`UPDATE audit_log SET action = 'x' WHERE tenant_id = $1`, [tenantId])
      await database.sql(statement, [tenantId])
      expect(await report()).toMatchObject({ verified: 0, unverifiable: 3 })
      await record()
      expect(await report()).toMatchObject({ verified: 1, unverifiable: 3 })
    })

    test('an entry that claims to be from before the chain is without proof', async () => {
      const { tenantId, record, report } = await tenant()
      await record()
      await database.sql(
        `INSERT INTO audit_log (tenant_id, action, details, at, seq, hash) VALUES ($1, 'x', '{}', now(), -5, '')`,
        [tenantId],
      )
      expect(await report()).toMatchObject({ verified: 1, unverifiable: 1 })
    })

    test('entries that were dated back are not purged unseen', async () => {
      const { tenantId, record, report } = await tenant()
      for (let n = 0; n < 3; n += 1) await record({ at: NOW + 9 })
      await database.sql('UPDATE audit_log SET at = $2 WHERE tenant_id = $1 AND seq <= 2', [
        tenantId,
        new Date(NOW),
      ])
      await writer().retention.purge(limits(NOW + 3))
      expect(await report()).toMatchObject({ broken: { reason: 'head' } })
    })

    test('deleting an account leaves its entries under the pseudonym, and the chain whole', async () => {
      const { audit, accounts, personalData } = writer()
      const user = newUser()
      await accounts.create(user)
      const mine = { ...entry(DEFAULT_TENANT), actorId: user.id, targetId: user.id }
      await audit.record({ ...mine, details: { reported: user.id, note: `${user.id} asked` } })
      const pseudonym = database.seal.pseudonym(user.id)
      const whom = { tenant: DEFAULT_TENANT, user: user.id, pseudonym, emailDigest: null }
      await personalData.erase({ ...whom, reportableUntil: null, now: NOW })
      expect(await reportOf(DEFAULT_TENANT)).toMatchObject({ broken: undefined })
    })

    test('a purge leaves the rest verifiable, and an empty chain goes on where it was', async () => {
      const { record, report } = await tenant()
      for (const at of [1, 2, 3, 4]) await record({ at: NOW + at })
      await writer().retention.purge(limits(NOW + 3))
      expect(await report()).toMatchObject({ verified: 2, unverifiable: 0, broken: undefined })
      await writer().retention.purge(limits(NOW + 9))
      expect(await report()).toMatchObject({ verified: 0, broken: undefined })
      await record({ at: NOW + 10 })
      expect(await report()).toMatchObject({ verified: 1, broken: undefined })
    })

    test('an entry older than one before it is purged with that one', async () => {
      const { record, report } = await tenant()
      for (const at of [5, 1, 6]) await record({ at: NOW + at })
      expect(await writer().retention.purge(limits(NOW + 3))).toMatchObject({ audit: 0 })
      expect(await writer().retention.purge(limits(NOW + 6))).toMatchObject({ audit: 2 })
      expect(await report()).toMatchObject({ verified: 1, broken: undefined })
    })

    test('what is purged while others write breaks nothing', async () => {
      const { record, report } = await tenant()
      for (let at = 0; at < 5; at += 1) await record({ at: NOW + at })
      await Promise.all([
        ...Array.from({ length: 8 }, (_, index) => record({ at: NOW + 20 }, writer(index).audit)),
        writer(1).retention.purge(limits(NOW + 4)),
      ])
      expect(await report()).toMatchObject({ verified: 9, broken: undefined })
    })

    test('entries from before there was a chain are told apart', async () => {
      const { tenantId, record, report } = await tenant()
      await database.sql(
        `INSERT INTO audit_log (tenant_id, action, details, at, seq, hash) VALUES ($1, 'old', '{}', now(), -1, '')`,
        [tenantId],
      )
      await record()
      expect(await report()).toMatchObject({ verified: 1, unverifiable: 1, broken: undefined })
    })

    test('under another secret what was written before cannot be verified, and is not called broken', async () => {
      const { tenantId, record, report } = await tenant()
      await record()
      await database.sql(`UPDATE audit_chains SET key_mark = 'another' WHERE tenant_id = $1`, [tenantId])
      expect(await report()).toMatchObject({ verified: 0, unverifiable: 1, broken: undefined })
      await record()
      expect(await report()).toMatchObject({ verified: 1, unverifiable: 1, broken: undefined })
    })
  })
}
