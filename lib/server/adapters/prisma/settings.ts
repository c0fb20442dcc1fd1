import type { Settings } from '@/lib/server/ports/settings/settings'
import type { WriteAudit } from './audit-log'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaSettings(db: PrismaClient, writeAudit: WriteAudit): Settings {
  return {
    async read(tenantId, names) {
      const rows = await db.setting.findMany({ where: { tenantId, name: { in: [...names] } } })
      return new Map(rows.map(({ name, value }) => [name, value]))
    },

    write: (tenantId, name, value, audit) =>
      db.$transaction(async (tx) => {
        const data = { value, changedAt: toTimestamp(audit.at) }
        await tx.setting.upsert({
          where: { tenantId_name: { tenantId, name } },
          create: { tenantId, name, ...data },
          update: data,
        })
        await writeAudit(tx, audit)
      }),
  }
}
