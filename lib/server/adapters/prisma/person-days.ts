import {
  type ActivityFact,
  byPersonAndDay,
  type CountedActivity,
  countActivity,
  NOTHING_SEEN,
  type PersonDay,
  type PersonPast,
  type SeenKinds,
} from '@/lib/domain/activity'
import type { Day } from '@/lib/domain/days'
import type { TenantId } from '@/lib/domain/ids'
import type { Landing, PersonDays } from '@/lib/server/ports/analytics/engagement'
import { addCounts, addLandings } from './activity-counts'
import { Prisma, type PrismaClient } from './generated/client'
import { isOutage, isRefusal } from './outages'
import type { DatabaseLog } from './postgres-pool'
import { createRecordQueue } from './record-queue'

/** How long facts are gathered, ms: what one person does in quick succession is one write. */
const GATHERED_MS = 1_000

/** What people do is written once a second, many people at a time. `written` resolves when all of it so far is. */
export function createPrismaPersonDays(db: PrismaClient, log?: DatabaseLog) {
  const logged = {
    gatheredMs: GATHERED_MS,
    isRefusal,
    onFailed: (error: unknown) => !isOutage(error) && log?.warn(`Counts of activity wait: ${String(error)}`),
    onDropped: (count: number, error?: unknown) =>
      log?.warn(
        `${count} counts of activity are lost: ${error === undefined ? 'the database has been away for too long' : String(error)}`,
      ),
  }
  const listeners: ((tenants: ReadonlySet<TenantId>) => void)[] = []
  const counted = (tenants: Iterable<TenantId>) => {
    const whose = new Set(tenants)
    if (whose.size > 0) for (const listener of listeners) listener(whose)
  }
  const facts = createRecordQueue<ActivityFact>({
    ...logged,
    write: async (rows) => counted(await writeFacts(db, rows)),
  })
  const landings = createRecordQueue<Landing>({
    ...logged,
    write: async (rows) => {
      await db.$executeRaw(addLandings(rows))
      counted(rows.map(({ tenant }) => tenant))
    },
  })
  const personDays: PersonDays = {
    add: facts.add,
    addLanding: landings.add,
    onCounted: (listener) => void listeners.push(listener),
  }
  return {
    personDays,
    written: async () => {
      await Promise.all([facts.flush(), landings.flush()])
    },
  }
}

/** All in one transaction: the days of these people, and what they add to the counts. @returns whose counts changed */
async function writeFacts(db: PrismaClient, facts: readonly ActivityFact[]): Promise<readonly TenantId[]> {
  // In one order everywhere, so that two processes do not wait for each other.
  const added = byPersonAndDay(facts).toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  const days = Map.groupBy(added, ({ day }) => day)
  return db.$transaction(async (tx) => {
    const tenants: TenantId[] = []
    // Nearly always one day; the next one of a person has to know of it.
    for (const [, people] of [...days].toSorted(([one], [other]) => (one < other ? -1 : 1)))
      tenants.push(...(await writeDay(tx, people)))
    return tenants
  })
}

async function writeDay(tx: Prisma.TransactionClient, added: readonly PersonDay[]): Promise<TenantId[]> {
  const before = await lockDays(tx, added)
  // People whose account has gone have no row.
  const there = added.filter((one) => before.has(nameOf(one)))
  const changed = there.filter((one) => hasNews(one, before.get(nameOf(one))))
  const pasts = await pastsOf(tx, changed)
  const counted = there.map((one) => {
    const row = before.get(nameOf(one))
    const past = pasts.get(nameOf(one)) ?? { ...NO_PAST, ...row?.person }
    return countActivity(one, row ?? NOTHING_SEEN, past)
  })
  await tx.$executeRaw(updateDays(there))
  for (const statement of addCounts(together(counted))) await tx.$executeRaw(statement)
  return there.flatMap((one) => before.get(nameOf(one))?.person.tenant ?? [])
}

const nameOf = ({ user, day }: Pick<PersonDay, 'user' | 'day'>) => `${user} ${day}`

type Person = Pick<PersonPast, 'tenant' | 'platform' | 'country' | 'registeredAt'>
interface DayRow extends SeenKinds {
  readonly person: Person
}

const NO_PAST: PersonPast = {
  tenant: '',
  platform: null,
  country: null,
  registeredAt: 0,
  week: 0,
  month: 0,
  ever: 0,
  last: null,
}

function hasNews({ active }: PersonDay, before: DayRow | undefined): boolean {
  return (active & ~(before?.active ?? 0)) !== 0
}

interface LockedRow extends SeenKinds {
  readonly user: string
  readonly day: Day
  readonly tenant: string
  readonly platform: string | null
  readonly country: string | null
  readonly registeredAt: Date
}

/** The rows as they were, of people who are there; nobody else changes them until the transaction ends. */
async function lockDays(tx: Prisma.TransactionClient, added: readonly PersonDay[]) {
  const days = JSON.stringify(added.map(({ user, day }) => ({ user, day })))
  await tx.$executeRaw`
    INSERT INTO person_days (user_id, day)
    SELECT "user", "day" FROM jsonb_to_recordset(${days}::jsonb) AS new("user" text, "day" date)
    JOIN users ON users.id = "user" ORDER BY 1, 2 FOR KEY SHARE OF users
    ON CONFLICT DO NOTHING`
  const rows = await tx.$queryRaw<LockedRow[]>`
    SELECT p.user_id AS "user", to_char(p.day, 'YYYY-MM-DD') AS "day", p.active, p.looked, p.matched, p.talked,
      u.tenant_id AS tenant, u.platform, u.country, u.created_at AS "registeredAt"
    FROM jsonb_to_recordset(${days}::jsonb) AS asked("user" text, "day" date)
    JOIN person_days p ON p.user_id = asked."user" AND p.day = asked."day"
    JOIN users u ON u.id = p.user_id
    ORDER BY 1, 2 FOR UPDATE OF p`
  return new Map(
    rows.map(({ user, day, tenant, platform, country, registeredAt, ...kinds }): [string, DayRow] => [
      nameOf({ user, day }),
      { ...kinds, person: { tenant, platform, country, registeredAt: registeredAt.getTime() } },
    ]),
  )
}

interface PastRow extends Omit<LockedRow, keyof SeenKinds> {
  readonly week: number
  readonly month: number
  readonly ever: number
  readonly lastDay: Day | null
  readonly lastTalked: number | null
}

/** What else is known of people whose day has something new: at most the rows of the days that are kept, by one index. */
async function pastsOf(tx: Prisma.TransactionClient, changed: readonly PersonDay[]) {
  if (changed.length === 0) return new Map<string, PersonPast>()
  const days = JSON.stringify(changed.map(({ user, day }) => ({ user, day })))
  const rows = await tx.$queryRaw<PastRow[]>`
    SELECT asked."user", to_char(asked."day", 'YYYY-MM-DD') AS "day",
      u.tenant_id AS tenant, u.platform, u.country, u.created_at AS "registeredAt",
      coalesce(others.week, 0)::int AS week, coalesce(others.month, 0)::int AS month, coalesce(others.ever, 0)::int AS ever,
      to_char(before.day, 'YYYY-MM-DD') AS "lastDay", before.talked AS "lastTalked"
    FROM jsonb_to_recordset(${days}::jsonb) AS asked("user" text, "day" date)
    JOIN users u ON u.id = asked."user"
    LEFT JOIN LATERAL (
      SELECT
        bit_or(p.active) FILTER (WHERE date_trunc('week', p.day::timestamp) = date_trunc('week', asked."day"::timestamp)) AS week,
        bit_or(p.active) FILTER (WHERE date_trunc('month', p.day::timestamp) = date_trunc('month', asked."day"::timestamp)) AS month,
        bit_or(p.active) AS ever
      FROM person_days p WHERE p.user_id = asked."user" AND p.day <> asked."day"
    ) others ON true
    LEFT JOIN LATERAL (
      SELECT p.day, p.talked FROM person_days p
      WHERE p.user_id = asked."user" AND p.day < asked."day" ORDER BY p.day DESC LIMIT 1
    ) before ON true`
  return new Map(
    rows.map(({ user, day, lastDay, lastTalked, registeredAt, ...row }): [string, PersonPast] => [
      nameOf({ user, day }),
      {
        ...row,
        registeredAt: registeredAt.getTime(),
        last: lastDay === null ? null : { day: lastDay, talked: lastTalked ?? 0 },
      },
    ]),
  )
}

function updateDays(added: readonly PersonDay[]): Prisma.Sql {
  const rows = added.map(({ sums, ...day }) => {
    const all = Object.values(sums)
    return {
      ...day,
      sessions: all.reduce((sum, { sessions }) => sum + sessions, 0),
      messages: all.reduce((sum, { messages }) => sum + messages, 0),
      durationMs: all.reduce((sum, { durationMs }) => sum + Math.round(durationMs), 0),
    }
  })
  return Prisma.sql`
    UPDATE person_days p SET active = p.active | new.active, looked = p.looked | new.looked,
      matched = p.matched | new.matched, talked = p.talked | new.talked,
      sessions = p.sessions + new.sessions, messages = p.messages + new.messages,
      duration_ms = p.duration_ms + new."durationMs"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new("user" text, "day" date, active smallint, looked smallint,
      matched smallint, talked smallint, sessions int, messages int, "durationMs" bigint)
    WHERE p.user_id = new."user" AND p.day = new."day"`
}

function together(counted: readonly CountedActivity[]): CountedActivity {
  return {
    days: counted.flatMap(({ days }) => days),
    periods: counted.flatMap(({ periods }) => periods),
    cohorts: counted.flatMap(({ cohorts }) => cohorts),
  }
}
