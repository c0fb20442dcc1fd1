import { expect, test } from 'vitest'
import { beforeMigration } from './before-migration.fixture'

test(
  'blocks made before keep the account by which they were made, those of reports get the session instead',
  () =>
    beforeMigration('20261129140437_partner_ids', async ({ query, migrate }) => {
      await query(`INSERT INTO tenants (id, name) VALUES ('t', 'T')`)
      for (const id of ['ann', 'bob', 'cat'])
        await query(
          `INSERT INTO users (id, tenant_id, tier, role, created_at) VALUES ($1, 't', 0, 'user', now())`,
          [id],
        )
      await query(
        `INSERT INTO reports VALUES ('r1', 't', 'ann', 'bob', 's1', 'spam', '', 'pending', 'video', now(), null, null,
        '2026-01-01T00:00:00Z')`,
      )
      for (const [blocker, blocked, at] of [
        ['ann', 'bob', '2026-01-01T00:00:00Z'],
        ['bob', 'ann', '2026-01-01T00:00:00Z'],
        ['ann', 'cat', '2026-01-01T00:00:00Z'],
        ['bob', 'cat', '2026-01-02T00:00:00Z'],
      ])
        await query(`INSERT INTO blocks VALUES ('t', $1, $2, $3)`, [blocker, blocked, at])
      await migrate()

      const rows = await query('SELECT * FROM blocks ORDER BY blocker_id, blocked_id')
      const report = {
        made_by: 'report',
        session_id: 's1',
        chat_type: 'video',
        blocked_as: expect.stringContaining('-'),
      }
      const block = { made_by: 'block', session_id: null, chat_type: null, blocked_as: 'cat' }
      expect(rows).toMatchObject([
        { blocker_id: 'ann', blocked_id: 'bob', ...report },
        { blocker_id: 'ann', blocked_id: 'cat', ...block },
        { blocker_id: 'bob', blocked_id: 'ann', ...report },
        { blocker_id: 'bob', blocked_id: 'cat', ...block },
      ])
      expect(new Set(rows.flatMap(({ id, blocked_as: name }) => [id, name])).size).toBe(7)
    }),
  60_000,
)
