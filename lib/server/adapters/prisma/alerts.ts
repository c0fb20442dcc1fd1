import { type Alert, ALERT_KINDS, type AlertKind } from '@/lib/domain/alerts'
import type { TenantId } from '@/lib/domain/ids'
import { mayRunTenants } from '@/lib/domain/tenants'
import type { AlertStore } from '@/lib/server/ports/alerts/alert-store'
import type { Prisma, PrismaClient } from './generated/client'
import type { AlertModel } from './generated/models/Alert'
import type { WriteOutbox } from './outbox'
import { toTimestamp } from './timestamps'

/** Administrators who are told by mail. */
const TOLD_AT_MOST = 50

export function createPrismaAlerts(db: PrismaClient, write: WriteOutbox): AlertStore {
  /** Changes of one tenant's alerts happen one after the other. */
  const alone = <T>(tenantId: TenantId, change: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`alerts ${tenantId}`}))`
      return change(tx)
    })

  async function tell(tx: Prisma.TransactionClient, tenantId: TenantId, alert: Alert): Promise<void> {
    const at = alert.clearedAt ?? alert.raisedAt
    const payload = { alert: toPayload(alert) }
    // It is the server's: a tenant's alerts are the tenant's.
    if (mayRunTenants(tenantId))
      await write(tx, { kind: 'alert-webhook', key: alert.kind, user: null, payload, at })
    const told = await tx.user.findMany({
      where: {
        tenantId,
        role: 'admin',
        isActive: true,
        email: { not: null },
        emailVerifiedAt: { not: null },
      },
      select: { id: true },
      orderBy: { createdAt: 'asc' },
      take: TOLD_AT_MOST,
    })
    for (const { id } of told) await write(tx, { kind: 'alert-mail', key: id, user: id, payload, at })
  }

  return {
    async open(tenantId) {
      const rows = await db.alert.findMany({
        where: { tenantId, clearedAt: null },
        orderBy: { raisedAt: 'asc' },
      })
      return rows.flatMap(toAlert)
    },

    raise: (tenantId, alert) =>
      alone(tenantId, async (tx) => {
        const { kind, isDemo: demo, raisedAt, clearedAt: _, ...row } = alert
        if (await tx.alert.findFirst({ where: { tenantId, kind, clearedAt: null } })) return false
        await tx.alert.create({ data: { ...row, tenantId, kind, demo, raisedAt: toTimestamp(raisedAt) } })
        await tell(tx, tenantId, alert)
        return true
      }),

    async worsen(tenantId, id, worst) {
      await db.alert.updateMany({
        where: { tenantId, id, clearedAt: null, worst: { lt: worst } },
        data: { worst },
      })
    },

    clear: (tenantId, id, value, at) =>
      alone(tenantId, async (tx) => {
        const clearedAt = toTimestamp(at)
        const { count } = await tx.alert.updateMany({
          where: { tenantId, id, clearedAt: null },
          data: { clearedAt, value },
        })
        if (count === 0) return undefined
        const [alert] = toAlert(await tx.alert.findUniqueOrThrow({ where: { id } }))
        if (alert) await tell(tx, tenantId, alert)
        return alert
      }),

    async page(tenantId, { before, limit }) {
      const rows = await db.alert.findMany({
        where: { tenantId, ...(before !== undefined && { raisedAt: { lt: toTimestamp(before) } }) },
        orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.flatMap(toAlert)
    },
  }
}

/** None for a kind that this version does not know. */
function toAlert({ kind, demo, raisedAt, clearedAt, ...row }: AlertModel): Alert[] {
  const known = ALERT_KINDS.find((one) => one === kind)
  if (!known) return []
  const { id, value, worst, threshold } = row
  const times = { raisedAt: raisedAt.getTime(), clearedAt: clearedAt?.getTime() ?? null }
  return [{ id, kind: known satisfies AlertKind, value, worst, threshold, ...times, isDemo: demo }]
}

const toPayload = ({ isDemo: _, ...alert }: Alert) => alert
