import { weekOf } from '@/lib/domain/activity'
import { addDays, daysOf } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import type { MadeUpHistory } from '@/lib/server/ports/analytics/acquisition'
import { createChance } from '@/lib/server/demo/chance'
import { type Database, databaseOn } from '../../lib/server/adapters/prisma/database'
import { memorySource, type Source } from '../../lib/server/adapters/prisma/source'
import { median } from '../statistics'

/** Sessions that the counts stand for. */
const SESSIONS = [10_000, 100_000, 1_000_000] as const
const ROUNDS = 41
const WARM_UP = 5
const MICROSECONDS = 1_000
const TO = '2026-11-29'
const DAYS = 180
const FROM = addDays(TO, 1 - DAYS)
const SEED = 20_261_130

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
const NAMES = Object.keys(QUERIES) as FigureQuery[]

export interface QueryFigures {
  readonly sessions: number
  /** Rows of the counts by day. */
  readonly rows: number
  /** Medians of CPU. */
  readonly ms: Readonly<Record<FigureQuery, number>>
}

/**
 * The dashboards' queries on the embedded database, by how many sessions the counts stand for. The databases stand beside each
 * other and take turns, there and back; they run in this process, whose CPU says what a query costs whatever else the machine does.
 */
export async function measureFigures(): Promise<readonly QueryFigures[]> {
  const opened: Awaited<ReturnType<typeof open>>[] = []
  for (const sessions of SESSIONS) opened.push(await open(sessions))
  try {
    for (let round = -WARM_UP; round < ROUNDS; round += 1)
      for (const name of NAMES)
        for (const { database, times } of round % 2 === 0 ? opened : opened.toReversed()) {
          const started = process.cpuUsage()
          await QUERIES[name](database)
          const { user, system } = process.cpuUsage(started)
          if (round >= 0) times[name].push((user + system) / MICROSECONDS)
        }
    return opened.map(({ sessions, rows, times }) => ({
      sessions,
      rows,
      ms: Object.fromEntries(NAMES.map((name) => [name, median(times[name])])) as QueryFigures['ms'],
    }))
  } finally {
    for (const { database } of opened) await database.close()
  }
}

async function open(sessions: number) {
  const source = await memorySource()
  const database = await databaseOn(source)
  await database.demoHistory.fill(DEFAULT_TENANT, historyOf(sessions), Date.parse(TO))
  await source.pool.query('VACUUM ANALYZE')
  const times = Object.fromEntries(NAMES.map((name): [string, number[]] => [name, []]))
  return { sessions, database, rows: await rowsOf(source), times: times as Record<FigureQuery, number[]> }
}

async function rowsOf({ pool }: Source): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM activity_days')
  return rows[0]?.count ?? 0
}

const KINDS = [
  ['', 0.5],
  ['text', 0.35],
  ['audio', 0.1],
  ['video', 0.05],
] as const
const PLATFORMS = ['browser', 'pwa'] as const
const COUNTRIES = Array.from({ length: 12 }, (_, index) => ({
  name: `C${index + 1}`,
  weight: 1 / (index + 1),
}))
const ALL_WEIGHTS = COUNTRIES.reduce((sum, { weight }) => sum + weight, 0) * PLATFORMS.length

/** Sessions spread over days, kinds, two platforms and twelve countries of which the first have most; what falls between two whole numbers is drawn. */
function historyOf(sessions: number): MadeUpHistory {
  const chance = createChance(SEED)
  const cells = daysOf({ from: FROM, to: TO }).flatMap((day) =>
    KINDS.flatMap(([chatType, share]) =>
      PLATFORMS.flatMap((platform) =>
        COUNTRIES.flatMap(({ name: country, weight }) => {
          const people = Math.floor((sessions / DAYS) * share * (weight / ALL_WEIGHTS) + chance.next())
          return people === 0 ? [] : [{ key: { tenant: '', chatType, platform, country }, day, people }]
        }),
      ),
    ),
  )
  const lengths = CHAT_TYPES.map(() => 0)
  return {
    signups: cells.map(({ key: { chatType, platform, country }, day, people }) => ({
      signup: {
        day,
        source: `source ${chatType}`,
        medium: chatType,
        campaign: '',
        platform,
        gender: '',
        country,
        region: '',
        regionCode: '',
      },
      count: people,
    })),
    sessions: [],
    landings: [],
    figures: { hours: [], days: [], interests: [], alerts: [] },
    moderation: [],
    cases: { reports: [], bans: [], appeals: [], reporters: [] },
    money: { orders: [], transactions: [], revenue: [], spending: [] },
    workspace: { people: [], conversations: [], visits: [] },
    activity: {
      days: cells.map(({ key, day, people }) => ({
        ...key,
        day,
        active: people,
        looked: people,
        matched: people,
        talked: people,
        cameBack: 0,
        sessions: people,
        messages: 9 * people,
        durationMs: 60_000 * people,
        lengths: [...lengths, people, 0],
      })),
      periods: [],
      cohorts: cells.flatMap(({ key, day, people }) =>
        Array.from({ length: 14 }, (_, index) => ({
          ...key,
          week: weekOf(day),
          weekAfter: index - 1,
          people,
        })),
      ),
    },
  }
}
