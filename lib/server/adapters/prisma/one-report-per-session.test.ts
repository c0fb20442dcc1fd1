import { expect, test } from 'vitest'
import { beforeMigration } from './before-migration.fixture'

test(
  'reports sent more than once before become the first one, and nothing of them is lost',
  () =>
    beforeMigration('20261129055500_one_report_per_session', async ({ query, migrate }) => {
      const reports = [
        ['r1', 'ann', 's1', 'first words', 'pending', 1],
        ['r2', 'ann', 's1', '', 'dismissed', 2],
        ['r3', 'ann', 's1', 'last words', 'resolved', 3],
        ['r4', 'bob', 's1', 'the other side', 'pending', 4],
        ['r5', 'ann', 's2', 'another session', 'reviewed', 5],
      ] as const
      for (const [id, reporter, session, description, status, second] of reports) {
        await query(
          `INSERT INTO reports VALUES ($1, 'default', $2, 'cid', $3, 'spam', $4, $5, 'text', now(), null, null,
          '2026-01-01T00:00:00Z'::timestamptz + $6 * interval '1 second')`,
          [id, reporter, session, description, status, second],
        )
        await query(`INSERT INTO report_evidence VALUES ($1, $2, now())`, [id, JSON.stringify([id])])
        for (const position of [0, 1, 2]) {
          await query(`INSERT INTO report_screenshots VALUES ($1, $2, 'image/png', $3, now())`, [
            id,
            position,
            Buffer.from(id),
          ])
        }
        await query(
          `INSERT INTO audit_log (tenant_id, actor_id, action, target_id, details, at)
         VALUES ('default', $1, 'report.submitted', $2, '{}', now())`,
          [reporter, id],
        )
      }
      await migrate()

      expect(await query('SELECT id, description, status FROM reports ORDER BY id')).toEqual([
        { id: 'r1', description: 'first words\n\nlast words', status: 'resolved' },
        { id: 'r4', description: 'the other side', status: 'pending' },
        { id: 'r5', description: 'another session', status: 'reviewed' },
      ])
      const count = (table: string, column: string) =>
        query(`SELECT ${column} AS id, count(*)::int AS count FROM ${table} GROUP BY 1 ORDER BY 1`)
      const [all, one] = [(n: number) => ({ id: 'r1', count: n }), ['r4', 'r5']]
      const each = (n: number) => one.map((id) => ({ id, count: n }))
      expect(await count('report_screenshots', 'report_id')).toEqual([all(9), ...each(3)])
      expect(await count('report_evidence', 'report_id')).toEqual([all(1), ...each(1)])
      expect(await count('audit_log', 'target_id')).toEqual([all(3), ...each(1)])
      const again = `INSERT INTO reports SELECT 'r6', tenant_id, reporter_id, reported_id, session_id, type, description, status,
      chat_type, session_started_at, session_ended_at, occurred_at, created_at FROM reports WHERE id = 'r1'`
      await expect(query(again)).rejects.toThrow('reports_reporter_id_session_id_key')
    }),
  60_000,
)
