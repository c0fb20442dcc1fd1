import type { ConversationKind } from '@/lib/domain/conversations/conversation'
import type { ConversationFact } from '@/lib/domain/conversations/conversation-days'
import { dayOf } from '@/lib/domain/days'
import type { TenantId } from '@/lib/domain/ids'
import type { ConversationDays } from '@/lib/server/ports/conversations/conversation-days'
import type { Prisma, PrismaClient } from '../generated/client'
import { isOutage, isRefusal } from '../outages'
import type { DatabaseLog } from '../postgres-pool'
import { createRecordQueue } from '../record-queue'

/** How long facts are gathered, ms: a row is written so often at most. */
const GATHERED_MS = 2_000
const AT_ONCE = 2_000

/** `written` resolves when everything so far is. */
export function createPrismaConversationDays(db: PrismaClient, log?: DatabaseLog) {
  const listeners: ((tenants: ReadonlySet<TenantId>) => void)[] = []
  const facts = createRecordQueue<ConversationFact>({
    gatheredMs: GATHERED_MS,
    atOnce: AT_ONCE,
    isRefusal,
    onFailed: (error) => !isOutage(error) && log?.warn(`Figures of conversations wait: ${String(error)}`),
    onDropped: (count, error) =>
      log?.warn(
        `${count} figures of conversations are lost: ${error === undefined ? 'the database has been away for too long' : String(error)}`,
      ),
    write: async (rows) => {
      await writeFacts(db, rows)
      const tenants = new Set(rows.flatMap((fact) => (fact.what === 'message' ? fact.tenant : [])))
      if (tenants.size > 0) for (const listener of listeners) listener(tenants)
    },
  })
  const conversationDays: ConversationDays = {
    add: facts.add,
    onCounted: (listener) => void listeners.push(listener),

    async typingIn(conversationId) {
      await facts.flush()
      const { _sum: sum } = await db.conversationDay.aggregate({
        where: { conversationId },
        _sum: { typingEvents: true, typingMs: true },
      })
      return { events: sum.typingEvents ?? 0, totalMs: Number(sum.typingMs ?? 0) }
    },

    async counts(tenantId, { from, to }) {
      await facts.flush()
      const rows = await db.conversationCount.findMany({
        where: { tenantId, day: { gte: new Date(from), lte: new Date(to) } },
        omit: { tenantId: true },
        orderBy: [{ day: 'asc' }, { kind: 'asc' }],
      })
      return rows.map(({ day, kind, ...counts }) => ({
        ...counts,
        day: dayOf(day.getTime()),
        kind: kind as ConversationKind,
      }))
    },
  }
  return { conversationDays, written: facts.flush }
}

/** Three statements in one transaction, whatever the number of facts. */
async function writeFacts(db: PrismaClient, facts: readonly ConversationFact[]): Promise<void> {
  await db.$transaction(async (tx) => {
    await writeConversations(tx, facts)
    await writeMessages(tx, facts)
  })
}

type Message = Extract<ConversationFact, { what: 'message' }>

/** What a batch adds to the days of conversations. */
async function writeConversations(
  tx: Prisma.TransactionClient,
  facts: readonly ConversationFact[],
): Promise<void> {
  const byDay = Map.groupBy(facts, ({ conversation, at }) => `${dayOf(at)} ${conversation}`)
  const rows = [...byDay.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const typed = same.flatMap((fact) => (fact.what === 'typed' ? fact.lengthMs : []))
    return {
      conversation: first.conversation,
      day: dayOf(first.at),
      messages: same.length - typed.length,
      typingEvents: typed.length,
      typingMs: Math.round(typed.reduce((sum, ms) => sum + ms, 0)),
    }
  })
  // Those that had no message on the day before are one conversation more of their kind.
  await tx.$executeRaw`
    WITH new AS (
      SELECT new.*, c.tenant_id, c.kind FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS new(conversation text, "day" date, messages int, "typingEvents" int, "typingMs" bigint)
      JOIN conversations c ON c.id = new.conversation ORDER BY 1, 2 FOR KEY SHARE OF c
    ), written AS (
      INSERT INTO conversation_days AS old (conversation_id, day, messages, typing_events, typing_ms)
      SELECT conversation, "day", messages, "typingEvents", "typingMs" FROM new
      ON CONFLICT (conversation_id, day) DO UPDATE SET messages = old.messages + excluded.messages,
        typing_events = old.typing_events + excluded.typing_events, typing_ms = old.typing_ms + excluded.typing_ms
      RETURNING conversation_id, day, messages
    )
    INSERT INTO conversation_counts AS old (tenant_id, day, kind, conversations)
    SELECT tenant_id, new."day", kind, count(*)::int
    FROM new JOIN written ON written.conversation_id = new.conversation AND written.day = new."day"
    WHERE new.messages > 0 AND written.messages = new.messages
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (tenant_id, day, kind) DO UPDATE SET conversations = old.conversations + excluded.conversations`
}

/** Messages by kind, and the people for whom one of them is the first of the day. */
async function writeMessages(
  tx: Prisma.TransactionClient,
  facts: readonly ConversationFact[],
): Promise<void> {
  const messages = facts.filter((fact): fact is Message => fact.what === 'message')
  if (messages.length === 0) return
  const keyOf = ({ author, kind, at }: Message) => `${dayOf(at)} ${author} ${kind}`
  const rows = [...Map.groupBy(messages, keyOf).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { author, kind, tenant, at } = first
    return { author, kind, tenant, day: dayOf(at), messages: same.length }
  })
  await tx.$executeRaw`
    WITH new AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS new(author text, kind text, tenant text, "day" date, messages int)
    ), first AS (
      INSERT INTO writer_days (user_id, day, kind)
      SELECT author, "day", kind FROM new JOIN users ON users.id = author ORDER BY 1, 2, 3 FOR KEY SHARE OF users
      ON CONFLICT DO NOTHING RETURNING user_id, day, kind
    )
    INSERT INTO conversation_counts AS old (tenant_id, day, kind, messages, people)
    SELECT tenant, new."day", new.kind, sum(messages)::int, count(first.user_id)::int
    FROM new LEFT JOIN first ON first.user_id = author AND first.day = new."day" AND first.kind = new.kind
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (tenant_id, day, kind) DO UPDATE SET
      messages = old.messages + excluded.messages, people = old.people + excluded.people`
}
