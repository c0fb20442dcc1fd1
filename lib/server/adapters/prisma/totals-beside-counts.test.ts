import { expect, test } from 'vitest'
import { beforeMigration } from './before-migration.fixture'

test(
  'what was counted before is in the totals of any platform and country, and in every set of sign-ups, once',
  () =>
    beforeMigration('20261130140000_totals_beside_counts', async ({ query, migrate }) => {
      for (const [platform, country, people] of [
        ['pwa', 'DE', 1],
        ['pwa', 'FR', 2],
        ['browser', 'DE', 4],
      ]) {
        await query(
          `INSERT INTO activity_days (tenant_id, day, chat_type, platform, country, active) VALUES ('t', '2026-01-05', '', $1, $2, $3)`,
          [platform, country, people],
        )
        await query(
          `INSERT INTO activity_periods (tenant_id, period, start, chat_type, platform, country, people)
           VALUES ('t', 'week', '2026-01-05', '', $1, $2, $3)`,
          [platform, country, people],
        )
        await query(
          `INSERT INTO activity_cohorts (tenant_id, week, week_after, chat_type, platform, country, people)
           VALUES ('t', '2026-01-05', 1, '', $1, $2, $3)`,
          [platform, country, people],
        )
        await query(
          `INSERT INTO signup_counts (tenant_id, day, source, medium, campaign, platform, gender, country, region, region_code, count)
           VALUES ('t', '2026-01-05', 'friend', '', '', $1, '', $2, 'Somewhere', 'SW', $3)`,
          [platform, country, people],
        )
      }
      await migrate()

      const totals = ['* *: 7', '* DE: 5', '* FR: 2', 'browser *: 4', 'browser DE: 4', 'pwa *: 3']
      for (const [table, count] of [
        ['activity_days', 'active'],
        ['activity_periods', 'people'],
        ['activity_cohorts', 'people'],
      ])
        expect(
          await query(
            `SELECT array_agg(platform || ' ' || country || ': ' || ${count} ORDER BY platform COLLATE "C", country COLLATE "C") AS rows
             FROM ${table}`,
          ),
        ).toEqual([{ rows: [...totals, 'pwa DE: 1', 'pwa FR: 2'] }])
      expect(
        await query(
          `SELECT grouped_by AS set, count(*)::int AS rows, sum(count)::int AS people FROM signup_counts GROUP BY 1 ORDER BY 1`,
        ),
      ).toEqual([
        { set: 'all', rows: 3, people: 7 },
        { set: 'gender', rows: 1, people: 7 },
        { set: 'home', rows: 3, people: 7 },
        { set: 'places', rows: 2, people: 7 },
        { set: 'platform', rows: 2, people: 7 },
        { set: 'sources', rows: 1, people: 7 },
      ])
    }),
  60_000,
)
