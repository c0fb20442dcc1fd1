import type { DigestKey, DigestKeys } from '@/lib/server/ports/moderation/digest-keys'
import type { PrismaClient } from './generated/client'
import type { DigestKeyModel } from './generated/models/DigestKey'
import { toTimestamp } from './timestamps'

export function createPrismaDigestKeys(db: PrismaClient): DigestKeys {
  return {
    async all(purpose) {
      const rows = await db.digestKey.findMany({
        where: { purpose },
        orderBy: { createdAt: 'desc' },
        take: 100,
      })
      return rows.map(toKey)
    },

    async keep(purpose, { createdAt, ...made }) {
      const data = { ...made, purpose, createdAt: toTimestamp(createdAt) }
      await db.digestKey.createMany({ data, skipDuplicates: true })
      const { secretMark } = made
      return toKey(
        await db.digestKey.findUniqueOrThrow({ where: { purpose_secretMark: { purpose, secretMark } } }),
      )
    },

    async reseal(id, { sealed, secretMark }) {
      await db.digestKey.updateMany({ where: { id }, data: { sealed, secretMark } })
    },

    isInUse: async () => (await db.user.findFirst({ select: { id: true } })) !== null,
  }
}

function toKey({ id, sealed, secretMark, createdAt }: DigestKeyModel): DigestKey {
  return { id, sealed, secretMark, createdAt: createdAt.getTime() }
}
