import type { LoginId, Millis, TenantId, UserId } from '@/lib/domain/ids'
import { KEPT_DAYS } from '@/lib/domain/retention'
import type { Departed } from '@/lib/server/ports/accounts/departed'
import type { Erasure } from '@/lib/server/ports/accounts/personal-data'
import { Prisma, type PrismaClient } from './generated/client'
import { fromTimestamp, toTimestamp } from './timestamps'

export function createPrismaDeparted(db: PrismaClient): Departed {
  return {
    async bannedUntil(tenantId, digests, now) {
      const { _max } = await db.keptDigest.aggregate({
        where: { tenantId, digest: { in: [...digests] }, bannedUntil: { gt: toTimestamp(now) } },
        _max: { bannedUntil: true },
      })
      return _max.bannedUntil && fromTimestamp(_max.bannedUntil)
    },

    async addressLeft(tenant, user, digest, now) {
      const at = Prisma.sql`${toTimestamp(now)}::timestamptz`
      await db.$executeRaw`
        INSERT INTO kept_digests (tenant_id, kind, digest, user_id, created_at, kept_until)
        VALUES (${tenant}, 'email', ${digest}, ${user}, ${at}, ${at} + ${evidenceAge})
        ON CONFLICT (tenant_id, digest, user_id)
        DO UPDATE SET kept_until = GREATEST(kept_digests.kept_until, EXCLUDED.kept_until)`
    },

    async addressTaken(tenant, user, digest, now) {
      await db.$executeRaw`
        INSERT INTO kept_digests (tenant_id, kind, digest, user_id, created_at, kept_until)
        SELECT tenant_id, kind, digest, ${user}, ${toTimestamp(now)}, max(kept_until)
        FROM kept_digests WHERE tenant_id = ${tenant} AND digest = ${digest} AND kept_until > ${toTimestamp(now)}
        GROUP BY tenant_id, kind, digest
        ON CONFLICT DO NOTHING`
    },
  }
}

const evidenceAge = Prisma.sql`make_interval(days => ${KEPT_DAYS.evidence})`

/**
 * Removes the devices of an account with a password, except the one that `except` began with, and keeps their digests: a ban of
 * the account concerns them, as long as what they did can be reported or judged.
 */
export function departureOfDevices(user: UserId, except: LoginId | null, now: Millis): Prisma.Sql {
  const at = Prisma.sql`${toTimestamp(now)}::timestamptz`
  return Prisma.sql`
    WITH gone AS (
      DELETE FROM devices USING users
      WHERE devices.user_id = ${user} AND users.id = ${user} AND users.password_hash IS NOT NULL
        AND devices.hash IS DISTINCT FROM (SELECT device_hash FROM logins WHERE id = ${except} AND user_id = ${user})
      RETURNING devices.tenant_id, devices.hash, devices.banned_until)
    INSERT INTO kept_digests (tenant_id, kind, digest, user_id, banned_until, created_at, kept_until)
    SELECT tenant_id, 'device', hash, ${user}, banned_until, ${at}, GREATEST(banned_until, ${at} + ${evidenceAge})
    FROM gone
    ON CONFLICT (tenant_id, digest, user_id)
    DO UPDATE SET banned_until = EXCLUDED.banned_until, kept_until = GREATEST(kept_digests.kept_until, EXCLUDED.kept_until)`
}

/** Before the account is deleted: the digests by which a person may still have to be recognised; none without a report or block. */
export function departureOfAccount(erasure: Erasure): readonly Prisma.Sql[] {
  const { user, pseudonym, now } = erasure
  const at = Prisma.sql`${toTimestamp(now)}::timestamptz`
  return [
    keptDigests(erasure),
    Prisma.sql`UPDATE kept_blocks SET blocker_id = ${pseudonym} WHERE blocker_id = ${user}`,
    Prisma.sql`UPDATE kept_blocks SET blocked_id = ${pseudonym} WHERE blocked_id = ${user}`,
    Prisma.sql`
      INSERT INTO kept_blocks (tenant_id, blocker_id, blocked_id, by_account, created_at, kept_until)
      SELECT tenant_id, replace(blocker_id, ${user}, ${pseudonym}), replace(blocked_id, ${user}, ${pseudonym}),
        bool_or(session_id IS NULL), min(created_at), ${at} + ${evidenceAge}
      FROM blocks WHERE blocker_id = ${user} OR blocked_id = ${user}
      GROUP BY tenant_id, blocker_id, blocked_id
      ON CONFLICT (blocker_id, blocked_id) DO UPDATE SET by_account = kept_blocks.by_account OR EXCLUDED.by_account`,
  ]
}

function keptDigests({ tenant, user, pseudonym, emailDigest, reportableUntil, now }: Erasure): Prisma.Sql {
  const at = Prisma.sql`${toTimestamp(now)}::timestamptz`
  const reportable = reportableUntil === null ? null : toTimestamp(reportableUntil)
  return Prisma.sql`
    WITH judged AS (
      SELECT created_at + ${evidenceAge} AS until FROM reports
      WHERE reported_id = ${user} AND status IN ('pending', 'reviewed')
      UNION ALL SELECT banned_until FROM users WHERE id = ${user}
      UNION ALL SELECT ${reportable}::timestamptz),
    blocked AS (
      SELECT ${at} + ${evidenceAge} AS until FROM blocks WHERE blocker_id = ${user} OR blocked_id = ${user}
      UNION ALL SELECT kept_until FROM kept_blocks WHERE blocker_id = ${user} OR blocked_id = ${user}),
    forgotten AS (DELETE FROM kept_digests WHERE user_id = ${user} RETURNING kind, digest, banned_until),
    own AS (
      SELECT 'device' AS kind, hash AS digest, banned_until FROM devices WHERE user_id = ${user}
      UNION ALL SELECT kind, digest, banned_until FROM forgotten
      UNION ALL SELECT 'email', ${emailDigest}, NULL WHERE ${emailDigest}::text IS NOT NULL),
    kept AS (
      SELECT kind, digest,
        GREATEST(max(banned_until), (SELECT banned_until FROM users WHERE id = ${user})) AS banned_until,
        GREATEST(max(banned_until), (SELECT max(until) FROM judged),
          CASE kind WHEN 'device' THEN (SELECT max(until) FROM blocked) END) AS until
      FROM own GROUP BY kind, digest)
    INSERT INTO kept_digests (tenant_id, kind, digest, user_id, banned_until, created_at, kept_until)
    SELECT ${tenant}, kind, digest, ${pseudonym}, banned_until, ${at}, until FROM kept WHERE until > ${at}`
}

/**
 * After a report: what is kept of the reported person's devices and address stays as long as its evidence; where the account
 * is gone already, the two are kept apart by device.
 */
export function departureReported(report: {
  readonly tenantId: TenantId
  readonly reporter: UserId
  readonly reported: UserId
  /** It is about a conversation, and not about a session. */
  readonly isOfConversation: boolean
  readonly createdAt: Millis
}): readonly Prisma.Sql[] {
  const { tenantId, reporter, reported, isOfConversation, createdAt } = report
  const at = Prisma.sql`${toTimestamp(createdAt)}::timestamptz`
  return [
    Prisma.sql`
      UPDATE kept_digests SET kept_until = GREATEST(kept_until, ${at} + ${evidenceAge})
      WHERE tenant_id = ${tenantId} AND user_id = ${reported}`,
    Prisma.sql`
      INSERT INTO kept_blocks (tenant_id, blocker_id, blocked_id, by_account, created_at, kept_until)
      SELECT ${tenantId}, ${reporter}, ${reported}, ${isOfConversation}, ${at}, ${at} + ${evidenceAge}
      WHERE EXISTS (SELECT 1 FROM kept_digests WHERE tenant_id = ${tenantId} AND user_id = ${reported})
        AND NOT EXISTS (SELECT 1 FROM users WHERE id = ${reported})
      ON CONFLICT DO NOTHING`,
  ]
}

type Transaction = Pick<PrismaClient, 'device' | 'keptDigest' | '$executeRaw'>

/**
 * Bans what an account left behind, wherever it is now.
 *
 * @returns other accounts that sign in by one of the devices or have the address
 */
export async function banDeparted(
  tx: Transaction,
  tenantId: TenantId,
  user: UserId,
  until: Date,
): Promise<readonly UserId[]> {
  const kept = await tx.keptDigest.findMany({ where: { tenantId, userId: user } })
  if (kept.length === 0) return []
  await tx.$executeRaw`
    UPDATE kept_digests SET banned_until = ${until}, kept_until = GREATEST(kept_until, ${until}::timestamptz)
    WHERE tenant_id = ${tenantId} AND user_id = ${user}`
  const digests = (kind: string) => kept.filter((one) => one.kind === kind).map(({ digest }) => digest)
  const devices = await tx.device.updateManyAndReturn({
    where: { tenantId, hash: { in: digests('device') } },
    data: { bannedUntil: until },
    select: { userId: true },
  })
  const addresses = await tx.keptDigest.findMany({
    where: { tenantId, digest: { in: digests('email') } },
    select: { userId: true },
  })
  const others = new Set([...devices, ...addresses].map(({ userId }) => userId))
  others.delete(user)
  return [...others]
}

/** Of accounts that have gone and left something that is banned: until when. */
export async function bansOfDeparted(
  db: PrismaClient,
  tenantId: TenantId,
  pseudonyms: string[],
): Promise<ReadonlyMap<string, { readonly displayName: null; readonly bannedUntil: Date | null }>> {
  if (pseudonyms.length === 0) return new Map()
  const rows = await db.keptDigest.groupBy({
    by: ['userId'],
    where: { tenantId, userId: { in: pseudonyms } },
    _max: { bannedUntil: true },
  })
  return new Map(
    rows.map(({ userId, _max }) => [userId, { displayName: null, bannedUntil: _max.bannedUntil }]),
  )
}
