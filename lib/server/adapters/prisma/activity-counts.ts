import type { CountedActivity } from '@/lib/domain/activity'
import type { Landing } from '@/lib/server/ports/analytics/engagement'
import { Prisma } from './generated/client'

/** Stands for every platform and for every country: no real one is called so. */
export const ANY = '*'
/** Each count once as it is and once for any platform, any country and any of both, so that a query reads one row for each day and kind. */
const PLACES = Prisma.sql`CASE WHEN grouping(platform) = 1 THEN ${ANY} ELSE platform END,
      CASE WHEN grouping(country) = 1 THEN ${ANY} ELSE country END`
const BY_PLACES = Prisma.sql`CUBE (platform, country)`

/**
 * Adds to the counts, each key once a statement and in one order everywhere.
 *
 * @param demo - made up for demonstration
 */
export function addCounts({ days, periods, cohorts }: CountedActivity, demo = false): readonly Prisma.Sql[] {
  return [
    ...(days.length > 0 ? [addDayCounts(days, demo)] : []),
    ...(periods.length > 0 ? [addPeriodCounts(periods, demo)] : []),
    ...(cohorts.length > 0 ? [addCohortCounts(cohorts, demo)] : []),
  ]
}

function addDayCounts(days: CountedActivity['days'], demo: boolean): Prisma.Sql {
  const rows = days.map(({ lengths: [length0, length1, length2, length3, length4], ...row }) => ({
    ...row,
    durationMs: Math.round(row.durationMs),
    length0,
    length1,
    length2,
    length3,
    length4,
  }))
  return Prisma.sql`
    INSERT INTO activity_days AS old (tenant_id, day, demo, chat_type, platform, country,
      active, looked, matched, talked, came_back, sessions, messages, duration_ms, length_0, length_1, length_2, length_3, length_4)
    SELECT tenant, "day", ${demo}::boolean, "chatType", ${PLACES},
      sum(active), sum(looked), sum(matched), sum(talked), sum("cameBack"), sum(sessions), sum(messages), sum("durationMs"),
      sum(length0), sum(length1), sum(length2), sum(length3), sum(length4)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(tenant text, "day" date, "chatType" text, platform text,
      country text, active int, looked int, matched int, talked int, "cameBack" int, sessions int, messages int,
      "durationMs" bigint, length0 int, length1 int, length2 int, length3 int, length4 int)
    GROUP BY 1, 2, 3, 4, ${BY_PLACES} ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (tenant_id, platform, country, day, chat_type, demo) DO UPDATE SET
      active = old.active + excluded.active, looked = old.looked + excluded.looked,
      matched = old.matched + excluded.matched, talked = old.talked + excluded.talked,
      came_back = old.came_back + excluded.came_back, sessions = old.sessions + excluded.sessions,
      messages = old.messages + excluded.messages, duration_ms = old.duration_ms + excluded.duration_ms,
      length_0 = old.length_0 + excluded.length_0, length_1 = old.length_1 + excluded.length_1,
      length_2 = old.length_2 + excluded.length_2, length_3 = old.length_3 + excluded.length_3,
      length_4 = old.length_4 + excluded.length_4`
}

function addPeriodCounts(periods: CountedActivity['periods'], demo: boolean): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO activity_periods AS old (tenant_id, period, start, demo, chat_type, platform, country, people)
    SELECT tenant, "period", "start", ${demo}::boolean, "chatType", ${PLACES}, sum(people)
    FROM jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) AS new(tenant text, "period" text, "start" date, "chatType" text,
      platform text, country text, people int)
    GROUP BY 1, 2, 3, 4, 5, ${BY_PLACES} ORDER BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT (tenant_id, platform, country, chat_type, period, start, demo) DO UPDATE SET people = old.people + excluded.people`
}

function addCohortCounts(cohorts: CountedActivity['cohorts'], demo: boolean): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO activity_cohorts AS old (tenant_id, week, week_after, demo, chat_type, platform, country, people)
    SELECT tenant, "week", "weekAfter", ${demo}::boolean, "chatType", ${PLACES}, sum(people)
    FROM jsonb_to_recordset(${JSON.stringify(cohorts)}::jsonb) AS new(tenant text, "week" date, "weekAfter" smallint,
      "chatType" text, platform text, country text, people int)
    GROUP BY 1, 2, 3, 4, 5, ${BY_PLACES} ORDER BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT (tenant_id, platform, country, chat_type, week, week_after, demo) DO UPDATE SET people = old.people + excluded.people`
}

/** Openings of the front page, for any kind of session. */
export function addLandings(landings: readonly Landing[], demo = false): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO activity_days AS old (tenant_id, day, demo, chat_type, platform, country, landings)
    SELECT tenant, "day", ${demo}::boolean, '', ${PLACES}, sum(coalesce("count", 1))
    FROM jsonb_to_recordset(${JSON.stringify(landings)}::jsonb) AS new(tenant text, "day" date, platform text, country text, "count" int)
    GROUP BY 1, 2, 3, 4, ${BY_PLACES} ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (tenant_id, platform, country, day, chat_type, demo) DO UPDATE SET landings = old.landings + excluded.landings`
}
