import { z } from 'zod'
import { type TelephoneCall, TELEPHONE_STATUSES } from '@/lib/domain/calls/telephone'
import type { TelephoneCallName, TelephoneCalls } from '@/lib/server/ports/calls/telephone-calls'
import type { Prisma, PrismaClient } from '../generated/client'
import type { TelephoneCallModel } from '../generated/models/TelephoneCall'
import { toTimestamp } from '../timestamps'

type Tx = Prisma.TransactionClient

export function createPrismaTelephoneCalls(db: PrismaClient): TelephoneCalls {
  return {
    add: (call, { since, max }) =>
      db.$transaction(async (tx) => {
        // Of a tenant one at a time, so that two who call at once do not both find room.
        await tx.$executeRaw`SELECT 1 FROM tenants WHERE id = ${call.tenantId} FOR NO KEY UPDATE`
        const placedAt = { gte: toTimestamp(since) }
        if ((await tx.telephoneCall.count({ where: { tenantId: call.tenantId, placedAt } })) >= max)
          return 'too-many'
        await tx.telephoneCall.create({
          data: { ...rowOf(call), id: call.id, tenantId: call.tenantId, placerId: call.placer },
        })
        return 'added'
      }),

    async name(id, providerId) {
      await db.telephoneCall.update({ where: { id }, data: { providerId } })
    },

    async find(id) {
      const row = await db.telephoneCall.findUnique({ where: { id } })
      return row ? toCall(row) : undefined
    },

    change: (name, rule) =>
      db.$transaction(async (tx) => {
        const row = await locked(tx, name)
        const after = row && rule(toCall(row))
        if (!after) return undefined
        await tx.telephoneCall.update({ where: { id: after.id }, data: rowOf(after) })
        return after
      }),

    async open(before, take) {
      const rows = await db.telephoneCall.findMany({
        where: { endedAt: null, placedAt: { lt: toTimestamp(before) } },
        orderBy: { placedAt: 'asc' },
        take,
        select: { id: true },
      })
      return rows.map(({ id }) => id)
    },
  }
}

async function locked(tx: Tx, name: TelephoneCallName): Promise<TelephoneCallModel | null> {
  const where = 'id' in name ? { id: name.id } : { providerId: name.providerId }
  const found = await tx.telephoneCall.findUnique({ where, select: { id: true } })
  if (!found) return null
  await tx.$executeRaw`SELECT 1 FROM telephone_calls WHERE id = ${found.id} FOR UPDATE`
  return tx.telephoneCall.findUnique({ where: { id: found.id } })
}

const timeOf = (at: number | null) => (at === null ? null : toTimestamp(at))

const rowOf = (call: TelephoneCall) => ({
  customerNumber: call.customerNumber,
  assistantId: call.assistantId,
  status: call.status,
  endedReason: call.endedReason,
  placedAt: toTimestamp(call.placedAt),
  answeredAt: timeOf(call.answeredAt),
  endedAt: timeOf(call.endedAt),
})

const statuses = z.enum(TELEPHONE_STATUSES)

const toCall = (row: TelephoneCallModel): TelephoneCall => ({
  id: row.id,
  tenantId: row.tenantId,
  placer: row.placerId ?? '',
  customerNumber: row.customerNumber,
  assistantId: row.assistantId,
  status: statuses.parse(row.status),
  endedReason: row.endedReason,
  placedAt: row.placedAt.getTime(),
  answeredAt: row.answeredAt?.getTime() ?? null,
  endedAt: row.endedAt?.getTime() ?? null,
})
