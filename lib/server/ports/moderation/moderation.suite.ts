import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT, type UserId } from '@/lib/domain/ids'
import type { ReportDraft } from '@/lib/domain/moderation'
import type { Accounts, NewUser } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import type { AuditLog, Blocks, Reports } from './moderation'
import { newBlock } from './new-block.fixture'
import { newUser } from '../accounts/new-user.fixture'

const NOW = Date.UTC(2026, 4, 5, 6, 7, 8, 901)

interface Ports {
  readonly accounts: Accounts
  readonly reports: Reports
  readonly blocks: Blocks
  readonly audit: AuditLog
}

/** What was written for a report, read past the ports: they only write it. */
export interface Kept {
  readonly messages: unknown
  readonly screenshots: readonly { mediaType: string; bytes: Uint8Array }[]
  readonly auditActions: readonly string[]
}

interface ModerationDatabase extends SuiteDatabase<Ports> {
  kept(reportId: string): Promise<Kept>
}

function draft(reporter: string, reported: string, changes: Partial<ReportDraft> = {}) {
  return {
    id: randomUUID(),
    tenantId: DEFAULT_TENANT,
    createdAt: NOW,
    reporter,
    reported,
    publicIds: { reporter: randomUUID(), reported: randomUUID() },
    sessionId: randomUUID(),
    type: 'harassment' as const,
    description: 'Said "no" — twice',
    session: { chatType: 'text', startedAt: NOW - 9, endedAt: null },
    messages: [],
    screenshots: [],
    occurredAt: null,
    ...changes,
  }
}

/** Holds for every adapter of `Reports`, `Blocks` and `AuditLog`. */
export function moderationSuite(open: () => Promise<ModerationDatabase>): void {
  let database: ModerationDatabase
  let ports: Ports
  beforeAll(async () => {
    database = await open()
    ports = database.ports
  }, OPENING_MS)
  afterAll(() => database?.close(), OPENING_MS)

  const person = async (changes: Partial<NewUser> = {}) => {
    const user = newUser(changes)
    await ports.accounts.create(user)
    return user.id
  }
  const pair = async () => [await person(), await person()] as const

  describe('Blocks', () => {
    test('a block is around both people, and its owner sees it, without the stranger’s name', async () => {
      const ann = await person()
      const bob = await person({ displayName: 'Bob' })
      const id = await ports.blocks.add(newBlock(ann, bob, NOW))
      expect(id).toBeDefined()
      expect(await ports.blocks.around(ann)).toEqual(new Set([bob]))
      expect(await ports.blocks.around(bob)).toEqual(new Set([ann]))
      expect(await ports.blocks.byBlocker(ann)).toEqual([
        { id, createdAt: NOW, madeBy: 'block', session: null, account: bob },
      ])
      expect(await ports.blocks.byBlocker(bob)).toEqual([])
    })

    test('a block that is made by the id of a session is listed with the session and without the account', async () => {
      const [ann, bob] = await pair()
      const session = { id: randomUUID(), chatType: 'video' }
      const id = await ports.blocks.add(newBlock(ann, bob, NOW, { blockedAs: randomUUID(), session }))
      expect(await ports.blocks.byBlocker(ann)).toEqual([
        { id, createdAt: NOW, madeBy: 'block', session, account: null },
      ])
      expect(await ports.blocks.around(bob)).toEqual(new Set([ann]))
    })

    test('of those around, who was blocked by an account’s id is known, whoever blocked whom', async () => {
      const [ann, bob, cem] = [await person(), await person(), await person()]
      const session = { id: randomUUID(), chatType: 'video' }
      await ports.blocks.add(newBlock(ann, bob, NOW, { blockedAs: randomUUID(), session }))
      await ports.blocks.add(newBlock(cem, ann, NOW))
      const apart = { everywhere: new Set([bob, cem]), inConversations: new Set([cem]) }
      expect(await ports.blocks.apart(ann)).toEqual(apart)
      expect((await ports.blocks.apart(bob)).inConversations).toEqual(new Set())
      expect((await ports.blocks.apart(cem)).inConversations).toEqual(new Set([ann]))
      await ports.blocks.add(newBlock(bob, ann, NOW))
      expect((await ports.blocks.apart(ann)).inConversations).toEqual(new Set([bob, cem]))
    })

    test('many who are asked for at once each get their own', async () => {
      const people = await Promise.all(Array.from({ length: 30 }, () => person()))
      const [ann, bob, cid] = people as [UserId, UserId, UserId]
      await ports.blocks.add(newBlock(ann, bob, NOW))
      await ports.blocks.add(newBlock(cid, ann, NOW))
      const around = await Promise.all(people.map((user) => ports.blocks.around(user)))
      expect(around.slice(0, 3)).toEqual([new Set([bob, cid]), new Set([ann]), new Set([ann])])
      expect(around.slice(3)).toEqual(people.slice(3).map(() => new Set()))
    })

    test('each name is a block of its own, and the two stay apart until the last one is removed', async () => {
      const [ann, bob] = await pair()
      const inSession = () => ({ blockedAs: randomUUID(), session: { id: randomUUID(), chatType: 'text' } })
      const [first, second] = [inSession(), inSession()]
      const ids = []
      for (const changes of [first, second, {}])
        ids.push(await ports.blocks.add(newBlock(ann, bob, NOW, changes)))
      expect(new Set(ids).size).toBe(3)
      expect(await ports.blocks.byBlocker(ann)).toHaveLength(3)
      expect(await ports.blocks.remove(ann, bob)).toBe(bob)
      expect(await ports.blocks.remove(ann, bob)).toBeUndefined()
      expect(await ports.blocks.remove(ann, first.blockedAs)).toBe(bob)
      expect(await ports.blocks.around(ann)).toEqual(new Set([bob]))
      expect(await ports.blocks.remove(ann, String(ids[1]))).toBe(bob)
      expect(await ports.blocks.around(ann)).toEqual(new Set())
    })

    test('a block is removed by its blocker only, by whichever name', async () => {
      const [ann, bob] = await pair()
      const id = await ports.blocks.add(newBlock(ann, bob, NOW))
      for (const name of [String(id), bob, ann]) expect(await ports.blocks.remove(bob, name)).toBeUndefined()
      expect(await ports.blocks.byBlocker(ann)).toHaveLength(1)
    })

    test('blocking again keeps the first', async () => {
      const [ann, bob] = await pair()
      await ports.blocks.add(newBlock(ann, bob, NOW))
      const [first] = await ports.blocks.byBlocker(ann)
      expect(await ports.blocks.add(newBlock(ann, bob, NOW + 5))).toBe(first?.id)
      expect(await ports.blocks.byBlocker(ann)).toEqual([first])
      expect(first).toMatchObject({ createdAt: NOW })
    })

    test('twelve times at once makes one block', async () => {
      const [ann, bob] = await pair()
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => ports.blocks.add(newBlock(ann, bob, NOW))),
      )
      expect(new Set(outcomes).size).toBe(1)
      expect(await ports.blocks.byBlocker(ann)).toHaveLength(1)
    })

    test('an unknown person, or one of another tenant, cannot be blocked', async () => {
      const ann = await person()
      const abroad = await person({ tenantId: database.otherTenant })
      expect(await ports.blocks.add(newBlock(ann, randomUUID(), NOW))).toBeUndefined()
      expect(await ports.blocks.add(newBlock(ann, abroad, NOW))).toBeUndefined()
      expect(await ports.blocks.around(ann)).toEqual(new Set())
    })

    test('unblocking removes one direction only', async () => {
      const [ann, bob] = await pair()
      await ports.blocks.add(newBlock(ann, bob, NOW))
      await ports.blocks.add(newBlock(bob, ann, NOW))
      expect(await ports.blocks.remove(ann, bob)).toBe(bob)
      expect(await ports.blocks.remove(ann, bob)).toBeUndefined()
      expect(await ports.blocks.around(ann)).toEqual(new Set([bob]))
    })

    test('the newest block comes first', async () => {
      const [ann, bob] = await pair()
      const cid = await person()
      await ports.blocks.add(newBlock(ann, cid, NOW + 1))
      await ports.blocks.add(newBlock(ann, bob, NOW))
      expect((await ports.blocks.byBlocker(ann)).map(({ account }) => account)).toEqual([cid, bob])
    })
  })

  describe('Reports', () => {
    test('a report keeps its evidence, blocks both ways and is in the audit log', async () => {
      const [ann, bob] = await pair()
      const messages = [
        {
          messageId: 'm1',
          senderId: bob,
          content: 'ex\u{1F600} \u2028 "q"',
          type: 'text',
          timestamp: NOW - 5,
          flagged: true,
        },
      ]
      const bytes = Uint8Array.from({ length: 700 * 1024 }, (_, index) => index % 256)
      const report = draft(ann, bob, {
        messages,
        screenshots: [{ mediaType: 'image/png', bytes }],
        occurredAt: NOW - 5,
      })
      await ports.reports.submit(report)

      expect(await ports.blocks.around(ann)).toEqual(new Set([bob]))
      const session = { id: report.sessionId, chatType: 'text' }
      for (const one of [ann, bob]) {
        expect(await ports.blocks.byBlocker(one)).toEqual([
          { id: expect.any(String), createdAt: NOW, madeBy: 'report', session, account: null },
        ])
      }
      const kept = await database.kept(report.id)
      expect(kept.messages).toEqual(messages)
      expect(kept.screenshots.map(({ mediaType }) => mediaType)).toEqual(['image/png'])
      expect(Buffer.compare(kept.screenshots[0]?.bytes ?? new Uint8Array(), bytes)).toBe(0)
      expect(kept.auditActions).toEqual(['report.submitted'])
    })

    test('the reporter reads what was reported, and the reported person does not', async () => {
      const [ann, bob] = await pair()
      const { id, sessionId, type, description } = draft(ann, bob)
      await ports.reports.submit(draft(ann, bob, { sessionId, type, description }))
      const [summary] = await ports.reports.byReporter(ann, { limit: 10 })
      expect(summary).toEqual({
        id: summary?.id,
        sessionId,
        conversationId: null,
        type,
        description,
        status: 'pending',
        createdAt: NOW,
      })
      expect(summary?.id).not.toBe(id)
      expect(await ports.reports.byReporter(bob, { limit: 10 })).toEqual([])
    })

    test('a report of a deleted account is kept', async () => {
      const ann = await person()
      await ports.reports.submit(draft(ann, randomUUID()))
      expect(await ports.reports.byReporter(ann, { limit: 10 })).toHaveLength(1)
      expect(await ports.blocks.around(ann)).toEqual(new Set())
    })

    test('a report that fails half-way leaves nothing behind', async () => {
      const [ann, bob] = await pair()
      const report = draft(ann, bob)
      await ports.reports.submit(report)
      await ports.blocks.remove(ann, report.publicIds.reported)
      await expect(ports.reports.submit({ ...report, sessionId: randomUUID() })).rejects.toThrow()
      expect((await database.kept(report.id)).auditActions).toHaveLength(1)
      expect(await ports.blocks.around(ann)).toEqual(new Set([bob])) // by the other direction of the first
      expect(await ports.blocks.byBlocker(ann)).toEqual([])
    })

    test('one reporter counts once for a session: what comes again is added to the first report', async () => {
      const [ann, bob] = [await person(), await person()]
      const picture = { mediaType: 'image/png', bytes: new Uint8Array([1]) }
      const first = draft(ann, bob, { screenshots: [picture] })
      const again = (changes: Partial<ReportDraft>) =>
        ports.reports.submit({ ...first, id: randomUUID(), createdAt: NOW + 9, ...changes })
      const answer = { id: first.id, createdAt: NOW, status: 'pending' }
      expect(await ports.reports.submit(first)).toEqual({ ...answer, again: false })
      expect(await again({ description: 'and more', type: 'underage' })).toEqual({ ...answer, again: true })
      expect(await again({ screenshots: [picture, picture, picture] })).toEqual({ ...answer, again: true })
      const words = `${first.description}\n\nand more`
      expect(await ports.reports.byReporter(ann, { limit: 10 })).toMatchObject([
        { id: first.id, description: words, type: 'harassment' },
      ])
      const kept = await database.kept(first.id)
      expect(kept.screenshots).toHaveLength(3)
      expect(kept.auditActions.toSorted()).toEqual(['report.repeated', 'report.repeated', 'report.submitted'])
      expect(
        (await ports.reports.submit({ ...first, id: randomUUID(), reporter: bob, reported: ann })).again,
      ).toBe(false)
    })

    test('twelve of one reporter at once make one report', async () => {
      const [ann, bob] = await pair()
      const first = draft(ann, bob)
      const ids = await Promise.all(
        Array.from({ length: 12 }, () => ports.reports.submit({ ...first, id: randomUUID() })),
      )
      expect(new Set(ids.map(({ id }) => id)).size).toBe(1)
      expect(ids.filter(({ again }) => !again)).toHaveLength(1)
      expect(await ports.reports.byReporter(ann, { limit: 20 })).toHaveLength(1)
    })

    test('people who report each other at the same time all succeed', async () => {
      const pairs = await Promise.all(Array.from({ length: 10 }, pair))
      await Promise.all(
        pairs.flatMap(([ann, bob]) => [
          ports.reports.submit(draft(ann, bob)),
          ports.reports.submit(draft(bob, ann)),
        ]),
      )
      const outcomes = await Promise.all(
        pairs.flat().map((user) => ports.reports.byReporter(user, { limit: 10 })),
      )
      expect(outcomes.map(({ length }) => length)).toEqual(Array(20).fill(1))
    })

    test('pages go from the newest to the oldest', async () => {
      const [ann, bob] = await pair()
      for (const at of [1, 3, 2]) await ports.reports.submit({ ...draft(ann, bob), createdAt: NOW + at })
      const times = async (query: { before?: number; limit: number }) =>
        (await ports.reports.byReporter(ann, query)).map(({ createdAt }) => createdAt - NOW)
      expect(await times({ limit: 2 })).toEqual([3, 2])
      expect(await times({ limit: 2, before: NOW + 2 })).toEqual([1])
    })
  })

  describe('AuditLog', () => {
    test('entries are accepted from people and from the system', async () => {
      const entry = { tenantId: DEFAULT_TENANT, action: 'login.reuse-detected', targetId: null, at: NOW }
      const details = { generation: 3, device: 'Firefox', known: true, before: null }
      await ports.audit.record({ ...entry, actorId: randomUUID(), details })
      await expect(ports.audit.record({ ...entry, actorId: null, details: {} })).resolves.toBeUndefined()
    })
  })
}
