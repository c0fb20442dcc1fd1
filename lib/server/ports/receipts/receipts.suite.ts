import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import { newReport } from '../moderation/new-report.fixture'
import type { Reports } from '../moderation/moderation'
import type { History } from '../sessions/history'
import type { SessionFactsReader, SigningKey, SigningKeys } from './receipts'

interface Ports {
  readonly accounts: Accounts
  readonly history: History
  readonly reports: Reports
  readonly sessionFacts: SessionFactsReader
  readonly signingKeys: SigningKeys
}

/** Holds for every adapter of `SessionFactsReader` and `SigningKeys`. */
export function receiptsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
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
    await ports.accounts.create(user)
    return user.id
  }

  describe('SessionFactsReader', () => {
    test('finds what is kept of a session about one of its people, and nothing for others', async () => {
      const [ann, bob, eve] = [await person(), await person(), await person()]
      const report = newReport(ann, bob, NOW, {
        screenshots: [{ mediaType: 'image/png', bytes: new Uint8Array([1]) }],
      })
      ports.history.record({
        id: report.sessionId,
        tenantId: DEFAULT_TENANT,
        chatType: 'text',
        participants: [ann, bob],
        publicIds: [randomUUID(), randomUUID()],
        startedAt: NOW - 60_000,
        endedAt: NOW,
        endReason: 'left',
        messages: [2, 3],
      })
      const plain = {
        sessionId: report.sessionId,
        chatType: 'text',
        startedAt: NOW - 60_000,
        endedAt: NOW,
        endReason: 'left',
        quality: null,
        rating: null,
      }
      const nothing = { report: null, blockedAt: null }
      expect(await ports.sessionFacts.ofSession(bob, report.sessionId)).toEqual({
        ...plain,
        ...nothing,
        messagesSent: 3,
        messagesReceived: 2,
      })
      await ports.reports.submit(report)
      const { type } = report
      expect(await ports.sessionFacts.ofSession(ann, report.sessionId)).toEqual({
        ...plain,
        messagesSent: 2,
        messagesReceived: 3,
        report: { createdAt: NOW, type, hasEvidence: true, screenshots: 1 },
        blockedAt: expect.any(Number),
      })
      // A report blocks both ways; who was reported is not told so.
      expect(await ports.sessionFacts.ofSession(bob, report.sessionId)).toMatchObject(nothing)
      expect(await ports.sessionFacts.ofSession(eve, report.sessionId)).toBeUndefined()
      expect(await ports.sessionFacts.ofSession(ann, 'none')).toBeUndefined()
    })
  })

  describe('SigningKeys', () => {
    const newKey = (createdAt = NOW): SigningKey => ({
      id: randomUUID(),
      publicKey: 'public',
      sealed: 'sealed',
      createdAt,
    })

    test('a key is made once for a purpose and a secret, also by several at once', async () => {
      const { signingKeys } = ports
      const purpose = randomUUID()
      expect(await signingKeys.find(purpose, 'mark')).toBeUndefined()
      const kept = await Promise.all(
        Array.from({ length: 4 }, () => signingKeys.keep(purpose, 'mark', newKey())),
      )
      expect(new Set(kept.map(({ id }) => id)).size).toBe(1)
      expect(await signingKeys.find(purpose, 'mark')).toEqual(kept[0])
      const other = await signingKeys.keep(purpose, 'another mark', newKey(NOW + 1))
      expect(await signingKeys.all(purpose)).toEqual([other, kept[0]])
      expect(await signingKeys.all(randomUUID())).toEqual([])
    })
  })
}
