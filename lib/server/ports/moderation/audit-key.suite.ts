import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AuditEntry } from '@/lib/domain/audit-chain'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { newUser } from '../accounts/new-user.fixture'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS } from '../accounts/accounts.suite'
import type { PersonalData } from '../accounts/personal-data'
import type { AuditChains, KeyedSeal, OpenSeal, Pseudonym } from './audit-chain'
import type { AuditLog } from './moderation'

const NOW = Date.UTC(2026, 4, 5)
const FIRST = 'the first of the secrets'
const SECOND = 'the second of the secrets'
const THIRD = 'the third of the secrets'

interface Started {
  readonly accounts: Accounts
  readonly audit: AuditLog
  readonly auditChains: AuditChains
  readonly personalData: PersonalData
  readonly pseudonym: Pseudonym
}

/** A database of its own that servers with different secrets are started on. */
export interface Restartable {
  start(seal: KeyedSeal | OpenSeal): Promise<Started>
  close(): Promise<void>
}

interface Seals {
  /** As it was before keys were kept. */
  readonly derived: (secret: string) => KeyedSeal
  readonly kept: (jwtSecret: string, secretBefore?: string) => OpenSeal
}

/** Holds for every adapter of `DigestKeys`, with the audit log on it. */
export function auditKeySuite(open: () => Promise<Restartable>, { derived, kept }: Seals): void {
  const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
    tenantId: DEFAULT_TENANT,
    actorId: randomUUID(),
    action: 'report.reviewed',
    targetId: randomUUID(),
    details: {},
    at: NOW,
    ...changes,
  })
  const verify = async ({ auditChains }: Started) =>
    (await auditChains.verify()).find(({ tenant }) => tenant === DEFAULT_TENANT)
  const whole = (verified: number) => ({ verified, unverifiable: 0, broken: undefined })
  const onDatabase = async (use: (database: Restartable) => Promise<void>) => {
    const database = await open()
    try {
      await use(database)
    } finally {
      await database.close()
    }
  }

  test(
    'the audit log stays verifiable under another secret that knows the one before',
    { timeout: OPENING_MS },
    () =>
      onDatabase(async ({ start }) => {
        const first = await start(kept(FIRST))
        const user = newUser()
        await first.accounts.create(user)
        await first.audit.record(entry({ actorId: user.id }))
        const second = await start(kept(SECOND, FIRST))
        await second.audit.record(entry())
        expect(await verify(second)).toMatchObject(whole(2))
        // From then on the one before is not needed any more, and a deletion finds the pseudonym that the hashes were made with.
        const again = await start(kept(SECOND))
        expect(again.pseudonym(user.id)).toBe(first.pseudonym(user.id))
        const whom = { tenant: DEFAULT_TENANT, user: user.id, emailDigest: null, reportableUntil: null }
        await again.personalData.erase({ ...whom, pseudonym: again.pseudonym(user.id), now: NOW })
        // The deletion leaves an entry of its own.
        expect(await verify(again)).toMatchObject(whole(3))
      }),
  )

  test('entries from before the key was kept still verify with it', { timeout: OPENING_MS }, () =>
    onDatabase(async ({ start }) => {
      const old = await start(derived(FIRST))
      await old.accounts.create(newUser())
      await old.audit.record(entry())
      const now = await start(kept(FIRST))
      await now.audit.record(entry())
      expect(await verify(now)).toMatchObject(whole(2))
      const later = await start(kept(SECOND, FIRST))
      expect(await verify(later)).toMatchObject(whole(2))
    }),
  )

  test(
    'without the secret before, the log begins anew, and what was written is not called broken',
    { timeout: OPENING_MS },
    () =>
      onDatabase(async ({ start }) => {
        const first = await start(kept(FIRST))
        await first.audit.record(entry())
        const lost = await start(kept(THIRD))
        await lost.audit.record(entry())
        expect(await verify(lost)).toMatchObject({ verified: 1, unverifiable: 1, broken: undefined })
      }),
  )

  test('processes that start at once get the same key', { timeout: OPENING_MS }, () =>
    onDatabase(async ({ start }) => {
      const all = [
        await start(derived(FIRST)),
        ...(await Promise.all([start(kept(SECOND)), start(kept(SECOND))])),
      ]
      const [, one, other] = all.map(({ pseudonym }) => pseudonym('somebody'))
      expect(one).toBe(other)
      expect(one).not.toBe(derived(SECOND).pseudonym('somebody'))
    }),
  )
}
