import type { TenantId, UserId } from '@/lib/domain/ids'
import type { PresenceStatus } from '@/lib/domain/presence/presence'
import {
  followStay,
  type PresenceFact,
  type PresenceOnDay,
  type Stay,
} from '@/lib/domain/presence/presence-days'
import type { PresenceDays } from '@/lib/server/ports/presence/presence-days'
import type { Prisma, PrismaClient } from './generated/client'
import { isOutage, isRefusal } from './outages'
import type { DatabaseLog } from './postgres-pool'
import { createRecordQueue } from './record-queue'
import { toTimestamp } from './timestamps'

/** How long facts are gathered, ms. */
const GATHERED_MS = 1_000

/** `written` resolves when everything so far is. */
export function createPrismaPresenceDays(db: PrismaClient, log?: DatabaseLog) {
  const facts = createRecordQueue<PresenceFact>({
    gatheredMs: GATHERED_MS,
    isRefusal,
    onFailed: (error) => !isOutage(error) && log?.warn(`Figures of presence wait: ${String(error)}`),
    onDropped: (count, error) =>
      log?.warn(
        `${count} figures of presence are lost: ${error === undefined ? 'the database has been away for too long' : String(error)}`,
      ),
    write: (rows) => writeFacts(db, rows),
  })
  const presenceDays: PresenceDays = {
    add: facts.add,

    async levels(tenantId) {
      await facts.flush()
      const rows = await db.presenceLevel.findMany({ where: { tenantId } })
      const of = (shown: PresenceStatus) => rows.find((row) => row.shown === shown)?.people ?? 0
      return { online: of('online'), away: of('away'), busy: of('busy') + of('in_call') }
    },

    async peopleOn(tenantId, day) {
      await facts.flush()
      const row = await db.presenceCount.findUnique({
        where: { tenantId_day: { tenantId, day: new Date(day) } },
      })
      return row?.people ?? 0
    },

    async totalsOf(userId, now) {
      await facts.flush()
      const [stay, days] = await Promise.all([
        db.presenceStay.findUnique({ where: { userId } }),
        db.presenceDay.aggregate({ where: { userId }, _sum: { sessions: true, onlineMs: true } }),
      ])
      const current = stay ? Math.max(0, now - stay.since.getTime()) : 0
      return { sessions: days._sum.sessions ?? 0, onlineMs: Number(days._sum.onlineMs ?? 0) + current }
    },

    async unchecked(before, limit) {
      await facts.flush()
      const rows = await db.presenceStay.findMany({
        where: { checkedAt: { lt: toTimestamp(before) } },
        orderBy: { checkedAt: 'asc' },
        take: limit,
      })
      return rows.map(({ userId, checkedAt }) => ({ user: userId, checkedAt: checkedAt.getTime() }))
    },
  }
  return { presenceDays, written: facts.flush }
}

interface Person {
  readonly user: UserId
  readonly tenant: TenantId
  /** As it was. */
  readonly stay: Stay | undefined
}

interface Followed extends Person {
  readonly after: Stay | undefined
  readonly days: readonly PresenceOnDay[]
  /** When it is certain that the person is there. */
  readonly checkedAt: number
}

/** Some statements in one transaction, whatever the number of people. */
async function writeFacts(db: PrismaClient, facts: readonly PresenceFact[]): Promise<void> {
  const byUser = Map.groupBy(facts, ({ user }) => user)
  await db.$transaction(async (tx) => {
    const people = await lockStays(tx, byUser)
    const followed = people.map((person): Followed => {
      const own = byUser.get(person.user) ?? []
      const checkedAt = Math.max(...own.map(({ at }) => at))
      return { ...person, ...followStay(person.stay, own), checkedAt }
    })
    await writeStays(tx, followed)
    await writeLevels(tx, followed)
    await writeDays(tx, followed)
  })
}

/** The stays as they were, of accounts that are there: in one order everywhere, and nobody else's until the transaction ends. */
async function lockStays(
  tx: Prisma.TransactionClient,
  byUser: ReadonlyMap<UserId, readonly PresenceFact[]>,
): Promise<readonly Person[]> {
  const users = [...byUser.keys()].toSorted()
  const coming = users.filter((user) => byUser.get(user)?.some(({ what }) => what === 'came'))
  const made = await tx.$queryRaw<{ user: UserId; tenant: TenantId }[]>`
    INSERT INTO presence_stays (user_id, tenant_id, since, shown, checked_at)
    SELECT id, tenant_id, 'epoch'::timestamptz, 'offline', 'epoch'::timestamptz FROM users WHERE id = ANY(${coming}::text[]) ORDER BY id FOR KEY SHARE
    ON CONFLICT DO NOTHING RETURNING user_id AS "user", tenant_id AS tenant`
  const fresh = new Set(made.map(({ user }) => user))
  const rows = await tx.$queryRaw<{ user: UserId; tenant: TenantId; since: Date; shown: PresenceStatus }[]>`
    SELECT user_id AS "user", tenant_id AS tenant, since, shown FROM presence_stays
    WHERE user_id = ANY(${users}::text[]) ORDER BY user_id FOR UPDATE`
  return rows.map(({ user, tenant, since, shown }) => ({
    user,
    tenant,
    stay: fresh.has(user) ? undefined : { since: since.getTime(), shown },
  }))
}

async function writeStays(tx: Prisma.TransactionClient, followed: readonly Followed[]): Promise<void> {
  const gone = followed.filter(({ after }) => !after).map(({ user }) => user)
  // Not by Prisma's list, which would be another statement for each number of people.
  if (gone.length > 0) await tx.$executeRaw`DELETE FROM presence_stays WHERE user_id = ANY(${gone}::text[])`
  const rows = followed.flatMap(({ user, after, checkedAt }) =>
    after
      ? [
          {
            user,
            since: toTimestamp(after.since).toISOString(),
            shown: after.shown,
            checkedAt: toTimestamp(checkedAt).toISOString(),
          },
        ]
      : [],
  )
  await tx.$executeRaw`
    UPDATE presence_stays SET since = new.since, shown = new.shown, checked_at = greatest(checked_at, new."checkedAt")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS new("user" text, since timestamptz, shown text, "checkedAt" timestamptz)
    WHERE user_id = new."user"`
}

/** By how many people more or fewer are shown how. */
async function writeLevels(tx: Prisma.TransactionClient, followed: readonly Followed[]): Promise<void> {
  const changes = followed.flatMap(({ tenant, stay, after }) => [
    ...(stay ? [{ tenant, shown: stay.shown, people: -1 }] : []),
    ...(after ? [{ tenant, shown: after.shown, people: 1 }] : []),
  ])
  await tx.$executeRaw`
    INSERT INTO presence_levels AS old (tenant_id, shown, people)
    SELECT tenant, shown, sum(people)::int FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      AS new(tenant text, shown text, people int)
    GROUP BY 1, 2 HAVING sum(people) <> 0 ORDER BY 1, 2
    ON CONFLICT (tenant_id, shown) DO UPDATE SET people = greatest(0, old.people + excluded.people)`
}

/** Each person's days, and the tenant's: who has no row of a day yet is one person more there. */
async function writeDays(tx: Prisma.TransactionClient, followed: readonly Followed[]): Promise<void> {
  const rows = JSON.stringify(
    followed.flatMap(({ user, tenant, days }) => days.map((one) => ({ ...one, user, tenant }))),
  )
  await tx.$executeRaw`
    WITH new AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
        AS new("user" text, tenant text, "day" date, sessions int, "onlineMs" bigint)
    ), first AS (
      INSERT INTO presence_days AS old (user_id, day, sessions, online_ms)
      SELECT "user", "day", sessions, "onlineMs" FROM new ORDER BY 1, 2
      ON CONFLICT (user_id, day) DO UPDATE SET
        sessions = old.sessions + excluded.sessions, online_ms = old.online_ms + excluded.online_ms
      RETURNING user_id, day, xmax = 0 AS is_first
    )
    INSERT INTO presence_counts AS old (tenant_id, day, people, sessions, online_ms)
    SELECT tenant, new."day", count(*) FILTER (WHERE is_first), sum(new.sessions), sum("onlineMs")
    FROM new JOIN first ON first.user_id = new."user" AND first.day = new."day"
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (tenant_id, day) DO UPDATE SET people = old.people + excluded.people,
      sessions = old.sessions + excluded.sessions, online_ms = old.online_ms + excluded.online_ms`
}
