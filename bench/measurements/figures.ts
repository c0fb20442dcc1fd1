import { weekOf } from '@/lib/domain/activity'
import { addDays } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { type Database, databaseOn } from '../../lib/server/adapters/prisma/database'
import { memorySource, type Source } from '../../lib/server/adapters/prisma/source'
import { median } from '../statistics'

/** Sessions that the counts stand for. */
export const SESSIONS = [10_000, 100_000, 1_000_000] as const
const ROUNDS = 15
const TO = '2026-11-29'
const DAYS = 180
const FROM = addDays(TO, 1 - DAYS)

/** Each with the window before, of 90 days, as the pages ask for them. */
const QUERIES = {
  engagement: (database: Database) =>
    database.engagement.days(DEFAULT_TENANT, { from: FROM, to: TO, only: {} }),
  narrowed: (database: Database) =>
    database.engagement.days(DEFAULT_TENANT, { from: FROM, to: TO, only: { country: 'C3' } }),
  cohorts: (database: Database) =>
    database.engagement.cohorts(DEFAULT_TENANT, {
      from: weekOf(addDays(TO, -77)),
      to: TO,
      chatType: '',
      only: {},
    }),
  map: (database: Database) =>
    database.acquisition.places(DEFAULT_TENANT, { from: addDays(TO, -89), to: TO, only: {} }),
  sources: (database: Database) =>
    database.acquisition.sources(DEFAULT_TENANT, {
      from: addDays(TO, -89),
      to: TO,
      previousFrom: FROM,
      only: {},
      rows: 50,
    }),
} as const
export type FigureQuery = keyof typeof QUERIES

export interface QueryFigures {
  readonly sessions: number
  /** Rows of the counts by day. */
  readonly rows: number
  /** Medians. */
  readonly ms: Readonly<Record<FigureQuery, number>>
}

/** The dashboards' queries on the embedded database, by how many sessions the counts stand for. */
export async function measureFigures(sessions: number): Promise<QueryFigures> {
  const source = await memorySource()
  const database = await databaseOn(source)
  try {
    const rows = await fill(source, sessions)
    const ms: Partial<Record<FigureQuery, number>> = {}
    for (const [name, ask] of Object.entries(QUERIES) as [
      FigureQuery,
      (of: Database) => Promise<unknown>,
    ][]) {
      await ask(database) // planned by then
      const times: number[] = []
      while (times.length < ROUNDS) {
        const started = performance.now()
        await ask(database)
        times.push(performance.now() - started)
      }
      ms[name] = median(times)
    }
    return { sessions, rows, ms: ms as QueryFigures['ms'] }
  } finally {
    await database.close()
  }
}

/** Spread over days, kinds, two platforms and twelve countries of which the first have most; where none fell there is no row. */
async function fill({ pool }: Source, sessions: number): Promise<number> {
  const cells = `
    SELECT day::date AS day, kind, platform, 'C' || country AS country,
      floor($3::float8 / ${DAYS} * share * weight / 3.1032)::int AS n
    FROM generate_series($1::date, $2::date, '1 day') AS day,
      (VALUES ('', 0.5), ('text', 0.35), ('audio', 0.1), ('video', 0.05)) AS kinds(kind, share),
      (VALUES ('browser'), ('pwa')) AS platforms(platform),
      (SELECT n AS country, 1.0 / n AS weight FROM generate_series(1, 12) AS n) AS countries`
  const values = [FROM, TO, sessions]
  const { rowCount } = await pool.query(
    `INSERT INTO activity_days (tenant_id, day, chat_type, platform, country, active, looked, matched, talked, sessions, messages, duration_ms)
     SELECT 'default', day, kind, platform, country, n, n, n, n, n, 9 * n, 60000::bigint * n FROM (${cells}) AS cell WHERE n > 0`,
    values,
  )
  await pool.query(
    `INSERT INTO activity_cohorts (tenant_id, week, week_after, chat_type, platform, country, people)
     SELECT 'default', date_trunc('week', day::timestamp)::date, after, kind, platform, country, sum(n)
     FROM (${cells}) AS cell, generate_series(-1, 12) AS after WHERE n > 0 GROUP BY 2, 3, 4, 5, 6`,
    values,
  )
  await pool.query(
    `INSERT INTO signup_counts (tenant_id, day, source, medium, campaign, platform, gender, country, region, count)
     SELECT 'default', day, 'source ' || ascii(kind), kind, '', platform, '', country, '', n FROM (${cells}) AS cell WHERE n > 0`,
    values,
  )
  await pool.query('ANALYZE')
  return rowCount ?? 0
}
