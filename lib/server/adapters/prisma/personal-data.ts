import type { Erasure, Fact, PersonalData } from '@/lib/server/ports/accounts/personal-data'
import { erasure, renameInAudit } from './erase'
import { leavesNobody, lockAdministrators } from './administrators'
import type { Prisma, PrismaClient } from './generated/client'
import type { WriteAudit } from './audit-log'

/** @param written - resolves when everything that happened before is in the database */
export function createPrismaPersonalData(
  db: PrismaClient,
  written: () => Promise<void>,
  writeAudit: WriteAudit,
): PersonalData {
  return {
    async export(userId) {
      await written()
      const account = await db.user.findUnique({ where: { id: userId }, omit: { passwordHash: true } })
      if (!account) return undefined
      const newestFirst = { createdAt: 'desc' } as const
      const mine = { where: { userId }, orderBy: newestFirst }
      return {
        account: toFact(account),
        devices: (await db.device.findMany({ ...mine, omit: { hash: true } })).map(toFact),
        kept: (await db.keptDigest.findMany({ ...mine, omit: { digest: true } })).map(toFact),
        logins: (await db.login.findMany({ ...mine, omit: { deviceHash: true } })).map(toFact),
        secondFactors: await secondFactorsOf(db, userId),
        ageChecks: (await db.ageCheck.findMany({ ...mine, omit: { reference: true } })).map(toFact),
        proofs: (await db.proof.findMany({ ...mine, omit: { hash: true } })).map(toFact),
        sessions: await sessionsOf(db, userId),
        calls: await callsOf(db, userId),
        telephoneCalls: await telephoneCallsOf(db, userId),
        reports: await reportsBy(db, userId),
        reportsAboutMe: await reportsAbout(db, userId),
        blocks: await blocksBy(db, userId),
        days: (await db.personDay.findMany({ where: { userId }, orderBy: { day: 'desc' } })).map(toFact),
        ...(await conversationsOf(db, userId)),
        visits: await visitsOf(db, userId),
        ...(await presenceDataOf(db, userId)),
        segments: (await db.savedSegment.findMany({ where: { userId }, omit: { id: true } })).map(toFact),
        ...(await moderationOf(db, userId)),
        audit: await auditOf(db, userId),
        payments: (await db.paymentOrder.findMany(mine)).map(toFact),
        coins: await coinsOf(db, userId),
        goods: (await db.possession.findMany({ where: { userId } })).map(toFact),
        outgoing: (await db.outboxMessage.findMany({ ...mine, omit: { id: true, orderKey: true } })).map(
          toFact,
        ),
      }
    },

    async erase(erased) {
      await written()
      const { tenant: tenantId, pseudonym, now } = erased
      const entry = { tenantId, actorId: null, action: 'account.erased', targetId: pseudonym }
      return db.$transaction(async (tx) => {
        if (await isLast(tx, erased)) return 'last-administrator'
        for (const statement of erasure(tx, erased)) await statement()
        // Locks the chain, which locks what is renamed in it.
        await writeAudit(tx, { ...entry, details: {}, at: now })
        await renameInAudit(tx, erased)
        return 'erased'
      })
    },
  }
}

async function isLast(tx: Prisma.TransactionClient, { tenant, user, now }: Erasure): Promise<boolean> {
  const account = await tx.user.findUnique({ where: { id: user }, select: { role: true } })
  return account?.role === 'admin' && leavesNobody(await lockAdministrators(tx, tenant, now), [user])
}

/** Without secrets and keys. */
async function secondFactorsOf(db: PrismaClient, userId: string): Promise<Fact[]> {
  const secrets = await db.totpSecret.findMany({ where: { userId }, omit: { sealed: true, lastStep: true } })
  const codes = await db.recoveryCode.count({ where: { userId } })
  const passkeys = await db.passkey.findMany({ where: { userId }, omit: { publicKey: true, counter: true } })
  return [
    ...secrets.map((secret) => toFact({ kind: 'totp', ...secret })),
    ...(codes > 0 ? [{ kind: 'recovery-codes', userId, left: codes }] : []),
    ...passkeys.map((passkey) => toFact({ kind: 'passkey', ...passkey })),
  ]
}

async function sessionsOf(db: PrismaClient, userId: string): Promise<Fact[]> {
  const rows = await db.sessionParticipant.findMany({
    where: { userId },
    include: { session: { omit: { id: true, tenantId: true, endedAt: true } } },
    orderBy: { endedAt: 'desc' },
  })
  return rows.map(({ session, ...own }) => toFact({ ...own, ...session }))
}

/** Without who else was in them. */
async function callsOf(db: PrismaClient, userId: string): Promise<Fact[]> {
  const rows = await db.callParticipant.findMany({
    where: { userId },
    include: { call: { omit: { id: true, tenantId: true, placedAt: true } } },
    orderBy: { placedAt: 'desc' },
  })
  return rows.map(({ call: { placerId, ...call }, ...own }) =>
    toFact({ ...own, ...call, isPlacer: placerId === userId }),
  )
}

async function telephoneCallsOf(db: PrismaClient, placerId: string): Promise<Fact[]> {
  const orderBy = { placedAt: 'desc' } as const
  const omit = { id: true, tenantId: true, providerId: true } as const
  return (await db.telephoneCall.findMany({ where: { placerId }, orderBy, omit })).map(toFact)
}

async function reportsBy(db: PrismaClient, reporterId: string): Promise<Fact[]> {
  const rows = await db.report.findMany({
    where: { reporterId },
    omit: { reportedId: true },
    include: { evidence: true, screenshots: true },
    orderBy: { createdAt: 'desc' },
  })
  return rows.map(({ evidence, screenshots, ...report }) => ({
    ...toFact(withoutKey(report)),
    myMessages: messagesBy(reporterId, evidence?.messages),
    screenshots: screenshots.map(({ position, mediaType, bytes, createdAt }) =>
      toFact({ position, mediaType, createdAt, base64: Buffer.from(bytes).toString('base64') }),
    ),
  }))
}

/** A conversation's report has a key in place of the session, from which whom it is about could be read. */
const withoutKey = ({
  sessionId,
  ...report
}: Readonly<{ sessionId: string; conversationId: string | null }>) =>
  report.conversationId === null ? { sessionId, ...report } : report

async function reportsAbout(db: PrismaClient, reportedId: string): Promise<Fact[]> {
  const rows = await db.report.findMany({
    where: { reportedId },
    select: { type: true, status: true, chatType: true, createdAt: true, evidence: true },
    orderBy: { createdAt: 'desc' },
  })
  return rows.map(({ evidence, ...report }) => ({
    ...toFact(report),
    myMessages: messagesBy(reportedId, evidence?.messages),
  }))
}

/** Also of people whose account has gone; by the names that the person blocked them by, and no others. */
async function blocksBy(db: PrismaClient, blockerId: string): Promise<Fact[]> {
  const newestFirst = { where: { blockerId }, orderBy: { createdAt: 'desc' } } as const
  const omit = { tenantId: true, blockerId: true, blockedId: true } as const
  const blocks = await db.block.findMany({ ...newestFirst, omit })
  return [...blocks, ...(await db.keptBlock.findMany({ ...newestFirst, omit }))].map(toFact)
}

/** What the person chose to be shown as, when they were connected, and in what kinds of conversation they wrote. */
async function presenceDataOf(db: PrismaClient, userId: string) {
  const byDay = { where: { userId }, orderBy: { day: 'desc' } } as const
  const stays = await db.presenceStay.findMany({ where: { userId }, omit: { tenantId: true } })
  return {
    presence: (await db.presenceChoice.findMany({ where: { userId } })).map(toFact),
    presenceDays: [...stays, ...(await db.presenceDay.findMany(byDay))].map(toFact),
    writerDays: (await db.writerDay.findMany(byDay)).map(toFact),
  }
}

/** What the person wrote, and where they are a member; not what others wrote there. */
async function conversationsOf(db: PrismaClient, userId: string) {
  const memberships = await db.member.findMany({
    where: { userId },
    include: { conversation: { select: { kind: true, name: true } } },
    orderBy: { joinedAt: 'desc' },
  })
  const messages = await db.message.findMany({
    where: { authorId: userId },
    omit: { mentions: true },
    include: { originals: { select: { text: true, replacedAt: true } } },
    orderBy: { createdAt: 'desc' },
  })
  const mentions = await db.mention.findMany({
    where: { userId },
    omit: { userId: true },
    orderBy: { message: { createdAt: 'desc' } },
  })
  const files = await db.attachment.findMany({
    // Of one whose content is gone only the size is left.
    where: { uploaderId: userId, hash: { not: '' } },
    omit: { tenantId: true, hash: true, thumbnailHash: true, thumbnailSize: true, keptUntil: true },
    orderBy: { createdAt: 'desc' },
  })
  const uploads = await db.upload.findMany({
    where: { userId },
    omit: { tenantId: true, parts: true },
    orderBy: { createdAt: 'desc' },
  })
  const created = await db.conversation.findMany({
    where: { creatorId: userId },
    omit: { tenantId: true, key: true, lastSeq: true, memberCount: true },
  })
  const sent = await db.broadcast.findMany({
    where: { authorId: userId },
    omit: { tenantId: true },
    orderBy: { createdAt: 'desc' },
  })
  return {
    memberships: memberships.map(({ conversation, ...own }) => toFact({ ...own, ...conversation })),
    messages: messages.map(({ originals, ...message }) => ({
      ...toFact(message),
      originals: originals.map(toFact),
    })),
    mentions: mentions.map(toFact),
    files: files.map(toFact),
    uploads: uploads.map(toFact),
    channels: created.map(toFact),
    broadcasts: sent.map(toFact),
  }
}

/** Without who else is of them. */
async function visitsOf(db: PrismaClient, userId: string): Promise<Fact[]> {
  const rows = await db.visitParticipant.findMany({
    where: { userId },
    omit: { arrival: true, awaySince: true },
    include: { visit: { select: { hostId: true, scheduledAt: true, createdAt: true, endedAt: true } } },
    orderBy: { visit: { createdAt: 'desc' } },
  })
  return rows.map(({ visit: { hostId, ...visit }, ...own }) =>
    toFact({ ...own, ...visit, isHost: hostId === userId }),
  )
}

/** Without who decided, and without the reasons that are for moderators. */
async function moderationOf(db: PrismaClient, userId: string) {
  const mine = { where: { userId }, orderBy: { createdAt: 'desc' } } as const
  const bans = await db.ban.findMany({
    ...mine,
    omit: { id: true, tenantId: true, byId: true, earlierByIds: true, reason: true },
  })
  const omit = { id: true, tenantId: true, banId: true, decidedById: true } as const
  const appeals = await db.appeal.findMany({ ...mine, omit })
  const warnings = await db.warning.findMany({ ...mine, omit: { id: true, tenantId: true, byId: true } })
  const records = await db.reporterRecord.findMany({ where: { userId }, omit: { tenantId: true } })
  const pauses = await db.matchingPause.findMany({ where: { userId }, omit: { tenantId: true } })
  return {
    bans: bans.map(toFact),
    appeals: appeals.map(toFact),
    warnings: warnings.map(toFact),
    standing: [...records, ...pauses].map(toFact),
  }
}

/** What moved the person's coins. */
async function coinsOf(db: PrismaClient, userId: string): Promise<Fact[]> {
  const rows = await db.ledgerTransaction.findMany({
    where: { userId },
    include: { entries: { where: { account: { owner: userId } }, select: { amount: true } } },
    omit: { id: true, tenantId: true },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ entries, ...transaction }) =>
    toFact({ ...transaction, coins: entries.reduce((sum, { amount }) => sum + Number(amount), 0) }),
  )
}

/** What others did to the person is exported without who they are. */
async function auditOf(db: PrismaClient, userId: string): Promise<Fact[]> {
  const rows = await db.auditEntry.findMany({
    where: { OR: [{ actorId: userId }, { targetId: userId }] },
    omit: { id: true, tenantId: true, seq: true, hash: true },
    orderBy: { at: 'desc' },
  })
  return rows.map(({ actorId, details, ...entry }) =>
    toFact(actorId === userId ? { ...entry, actorId, details: withoutReported(details) } : entry),
  )
}

/** Whom the person reported is known to them by the report's session alone. */
function withoutReported(details: unknown): unknown {
  if (typeof details !== 'object' || details === null) return details
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'reported'))
}

function messagesBy(author: string, messages: unknown): readonly unknown[] {
  if (!Array.isArray(messages)) return []
  return messages.filter((message: unknown) => (message as { senderId?: unknown }).senderId === author)
}

function toFact(row: Readonly<Record<string, unknown>>): Fact {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'bigint' ? Number(value) : value
}
