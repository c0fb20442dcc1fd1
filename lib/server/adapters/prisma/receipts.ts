import type { MediaQuality } from '@/lib/domain/media/media'
import { RATINGS } from '@/lib/domain/ratings'
import type { SessionFactsReader, SigningKey, SigningKeys } from '@/lib/server/ports/receipts/receipts'
import { toChatType } from './chat-type'
import type { PrismaClient } from './generated/client'
import type { SigningKeyModel } from './generated/models/SigningKey'
import { toTimestamp } from './timestamps'

/** @param written - resolves when everything that happened before is in the database */
export function createPrismaSessionFacts(db: PrismaClient, written: () => Promise<void>): SessionFactsReader {
  return {
    async ofSession(userId, sessionId) {
      await written()
      const [own, report, block] = await Promise.all([
        db.sessionParticipant.findUnique({
          where: { sessionId_userId: { sessionId, userId } },
          include: { session: true },
          relationLoadStrategy: 'join',
        }),
        db.report.findUnique({
          where: { reporterId_sessionId: { reporterId: userId, sessionId } },
          select: {
            createdAt: true,
            type: true,
            evidence: { select: { reportId: true } },
            _count: { select: { screenshots: true } },
          },
        }),
        db.block.findFirst({
          where: { blockerId: userId, sessionId },
          select: { createdAt: true, madeBy: true },
        }),
      ])
      if (!own) return undefined
      const { session, messagesSent, messagesReceived, quality, rating } = own
      // A report blocks both ways: the block of who was reported would tell them so.
      const isOwnBlock = block !== null && (report !== null || block.madeBy === 'block')
      return {
        sessionId,
        chatType: toChatType(session.chatType),
        startedAt: session.startedAt.getTime(),
        endedAt: session.endedAt.getTime(),
        endReason: session.endReason,
        messagesSent,
        messagesReceived,
        quality: quality as MediaQuality | null,
        rating: RATINGS.find((one) => one === rating) ?? null,
        report: report && {
          createdAt: report.createdAt.getTime(),
          type: report.type,
          hasEvidence: report.evidence !== null,
          screenshots: report._count.screenshots,
        },
        blockedAt: isOwnBlock ? block.createdAt.getTime() : null,
      }
    },
  }
}

export function createPrismaSigningKeys(db: PrismaClient): SigningKeys {
  const find: SigningKeys['find'] = async (purpose, mark) => {
    const row = await db.signingKey.findUnique({ where: { purpose_mark: { purpose, mark } } })
    return row ? toKey(row) : undefined
  }
  return {
    find,

    async keep(purpose, mark, { createdAt, ...made }) {
      const data = { ...made, purpose, mark, createdAt: toTimestamp(createdAt) }
      await db.signingKey.createMany({ data, skipDuplicates: true })
      const kept = await find(purpose, mark)
      if (!kept) throw new Error('The key that was just kept is not there')
      return kept
    },

    async all(purpose) {
      const rows = await db.signingKey.findMany({
        where: { purpose },
        orderBy: { createdAt: 'desc' },
        take: 100,
      })
      return rows.map(toKey)
    },
  }
}

function toKey({ id, publicKey, sealed, createdAt }: SigningKeyModel): SigningKey {
  return { id, publicKey, sealed, createdAt: createdAt.getTime() }
}
