import type { OutboxDraft, OutboxKind } from '@/lib/domain/outbox'
import type { Claimed, OutboxStore, Settlement } from '@/lib/server/ports/outbox/outbox-store'
import { Prisma, type PrismaClient } from './generated/client'
import type { OutboxMessageModel } from './generated/models/OutboxMessage'
import { toTimestamp } from './timestamps'

/** Writes a message in the transaction of a save; nothing where the kind has no consumer. */
export type WriteOutbox = (tx: Pick<PrismaClient, 'outboxMessage'>, draft: OutboxDraft) => Promise<void>

export function createPrismaOutbox(db: PrismaClient): { store: OutboxStore; write: WriteOutbox } {
  const consumed = new Set<OutboxKind>()
  const writes = new Map<OutboxKind, number>()
  return {
    async write(tx, { kind, key, user, payload, at }) {
      if (!consumed.has(kind)) return
      writes.set(kind, (writes.get(kind) ?? 0) + 1)
      const createdAt = toTimestamp(at)
      await tx.outboxMessage.createMany({
        data: { kind, orderKey: key, userId: user, payload, createdAt, nextAt: createdAt },
      })
    },

    store: {
      open: (kind) => void consumed.add(kind),
      writes: (kind) => writes.get(kind) ?? 0,

      async claim<K extends OutboxKind>(kind: K, how: Parameters<OutboxStore['claim']>[1]) {
        const rows = await db.$queryRaw<OutboxMessageModel[]>(claim(kind, how))
        return rows.map((row) => toClaimed(row) as Claimed<K>)
      },

      async settle({ id, attempts }, settlement) {
        const { count } = await db.outboxMessage.updateMany({
          // The number of attempts is what a lease is known by: the next claim counts one more.
          where: { id: BigInt(id), state: 'waiting', attempts },
          data: toColumns(settlement),
        })
        return count === 1
      },

      async depths() {
        const rows = await db.outboxMessage.groupBy({
          by: ['kind', 'state'],
          where: { state: { in: ['waiting', 'dead'] } },
          _count: true,
        })
        return rows.map(({ kind, state, _count }) => ({
          kind,
          state: state === 'dead' ? 'dead' : 'waiting',
          count: _count,
        }))
      },
    },
  }
}

/** Several processes claim at once: each skips what another one is just claiming. */
function claim(kind: OutboxKind, { limit, now, leaseMs }: Parameters<OutboxStore['claim']>[1]): Prisma.Sql {
  const at = Prisma.sql`${toTimestamp(now)}::timestamptz`
  return Prisma.sql`
    WITH due AS (
      SELECT id FROM outbox one
      WHERE kind = ${kind} AND state = 'waiting' AND next_at <= ${at} AND NOT EXISTS (
        SELECT 1 FROM outbox earlier
        WHERE earlier.kind = one.kind AND earlier.order_key = one.order_key AND earlier.state = 'waiting'
          AND earlier.id < one.id)
      ORDER BY next_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE outbox SET attempts = attempts + 1, next_at = ${toTimestamp(now + leaseMs)}
    FROM due WHERE outbox.id = due.id
    RETURNING outbox.id, kind, order_key AS "orderKey", user_id AS "userId", payload, attempts, created_at AS "createdAt"`
}

function toClaimed({ id, kind, orderKey, userId, payload, attempts, createdAt }: OutboxMessageModel) {
  return {
    id: String(id),
    kind,
    key: orderKey,
    user: userId,
    payload,
    attempts,
    at: createdAt.getTime(),
  }
}

function toColumns(settlement: Settlement) {
  return settlement.state === 'waiting'
    ? { nextAt: toTimestamp(settlement.nextAt) }
    : { state: settlement.state, settledAt: toTimestamp(settlement.at) }
}
