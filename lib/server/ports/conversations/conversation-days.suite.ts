import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { retentionLimits } from '@/lib/domain/retention'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { Retention } from '../sessions/history'
import type { Tenants } from '../tenants/tenants'
import type { ConversationDays } from './conversation-days'
import type { Conversations } from './conversations'
import { newConversation } from './new-conversation.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly conversations: Conversations
  readonly conversationDays: ConversationDays
  readonly retention: Retention
  readonly tenants: Tenants
}

const NOON = Date.parse('2026-03-01T12:00:00Z')
const DAY_MS = 24 * 60 * 60_000
const both = { from: '2026-03-01', to: '2026-03-02' }

/** Holds for every adapter of `ConversationDays`. */
export function conversationDaysSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('ConversationDays', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function tenant(): Promise<string> {
      const [id, hash] = [randomUUID(), randomUUID()]
      const key = { id: randomUUID(), hash, hint: 'hint', createdAt: NOON }
      await ports.tenants.create({ id, name: 'a tenant', createdAt: NOON }, key, 1_000)
      return id
    }
    async function person(tenantId: string): Promise<string> {
      const user = newUser({ tenantId })
      await ports.accounts.create(user)
      return user.id
    }
    async function conversation(tenantId: string, changes: Partial<Conversation> = {}) {
      const made = newConversation({ tenantId, ...changes })
      await ports.conversations.create(made, [], 100)
      return made
    }
    const wrote = ({ id, tenantId, kind }: Conversation, author: string, at = NOON) =>
      ports.conversationDays.add({ conversation: id, at, what: 'message', author, tenant: tenantId, kind })
    const typed = ({ id }: Conversation, lengthMs: number, at = NOON) =>
      ports.conversationDays.add({ conversation: id, at, what: 'typed', lengthMs })

    test('messages, people and conversations are counted by day and kind, each person and conversation once', async () => {
      const here = await tenant()
      const [ann, bob] = [await person(here), await person(here)]
      const [one, other] = [await conversation(here), await conversation(here)]
      const visit = await conversation(here, { kind: 'visit', key: 'visit:1' })
      typed(one, 1_000)
      wrote(one, ann)
      wrote(one, ann)
      expect(await ports.conversationDays.counts(here, both)).toEqual([
        { day: '2026-03-01', kind: 'channel', messages: 2, people: 1, conversations: 1 },
      ])
      wrote(one, bob)
      wrote(other, ann)
      wrote(visit, ann)
      wrote(one, ann, NOON + DAY_MS)
      expect(await ports.conversationDays.counts(here, both)).toEqual([
        { day: '2026-03-01', kind: 'channel', messages: 4, people: 2, conversations: 2 },
        { day: '2026-03-01', kind: 'visit', messages: 1, people: 1, conversations: 1 },
        { day: '2026-03-02', kind: 'channel', messages: 1, people: 1, conversations: 1 },
      ])
      expect(await ports.conversationDays.counts(await tenant(), both)).toEqual([])
    })

    test('a write tells whose counts it changed', async () => {
      const here = await tenant()
      const [ann, one] = [await person(here), await conversation(here)]
      const told: string[] = []
      ports.conversationDays.onCounted((tenants) => void told.push(...tenants))
      typed(one, 1_000)
      await ports.conversationDays.typingIn(one.id)
      expect(told).toEqual([])
      wrote(one, ann)
      wrote(one, ann)
      await ports.conversationDays.typingIn(one.id)
      expect(told).toEqual([here])
    })

    test('how often and how long people type is added up by conversation', async () => {
      const here = await tenant()
      const [one, other] = [await conversation(here), await conversation(here)]
      typed(one, 1_000)
      typed(one, 3_000, NOON + DAY_MS)
      typed({ ...one, id: randomUUID() }, 9_000)
      expect(await ports.conversationDays.typingIn(one.id)).toEqual({ events: 2, totalMs: 4_000 })
      expect(await ports.conversationDays.typingIn(other.id)).toEqual({ events: 0, totalMs: 0 })
    })

    test('days of conversations go after a quarter, and the counts of them stay', async () => {
      const here = await tenant()
      const [ann, one] = [await person(here), await conversation(here)]
      typed(one, 1_000)
      wrote(one, ann)
      const counts = await ports.conversationDays.counts(here, both)
      await ports.retention.purge(retentionLimits(NOON + 92 * DAY_MS))
      expect(await ports.conversationDays.typingIn(one.id)).toEqual({ events: 0, totalMs: 0 })
      expect(await ports.conversationDays.counts(here, both)).toEqual(counts)
    })
  })
}
