import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe } from 'vitest'
import { accountChangesSuite } from '@/lib/server/ports/account-changes.suite'
import { accountsSuite } from '@/lib/server/ports/accounts.suite'
import { historySuite } from '@/lib/server/ports/history.suite'
import { moderationSuite, type Kept } from '@/lib/server/ports/moderation.suite'
import { databaseOn } from './database'
import { memorySource, postgresSource, type Source } from './source'

const OTHER_TENANT = 'other'
const quiet = { info: () => undefined, warn: () => undefined }

async function suiteDatabase(openSource: () => Promise<Source>) {
  const source = await openSource()
  const ports = await databaseOn(source)
  await source.pool.query(`INSERT INTO tenants (id, name) VALUES ('${OTHER_TENANT}', 'Other')`)
  return {
    ports,
    otherTenant: OTHER_TENANT,
    close: () => ports.close(),
    kept: (id: string) => kept(source.pool, id),
  }
}

async function kept(pool: pg.Pool, reportId: string): Promise<Kept> {
  const evidence = await pool.query('SELECT messages FROM report_evidence WHERE report_id = $1', [reportId])
  const screenshots = await pool.query(
    'SELECT media_type AS "mediaType", bytes FROM report_screenshots WHERE report_id = $1 ORDER BY position',
    [reportId],
  )
  const audit = await pool.query('SELECT action FROM audit_log WHERE target_id = $1', [reportId])
  return {
    messages: evidence.rows[0]?.messages,
    screenshots: screenshots.rows,
    auditActions: audit.rows.map(({ action }) => action),
  }
}

/** A database of its own on the server, dropped afterwards. */
async function freshDatabase(server: string): Promise<Source> {
  const name = `omegoo_test_${randomUUID().replaceAll('-', '')}`
  const administration = new pg.Client({ connectionString: server })
  await administration.connect()
  await administration.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const source = await postgresSource(url.href, quiet)
  return {
    ...source,
    close: async () => {
      await source.close()
      await administration.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await administration.end()
    },
  }
}

describe('on the embedded database', () => {
  const open = () => suiteDatabase(memorySource)
  accountsSuite(open)
  accountChangesSuite(open)
  moderationSuite(open)
  historySuite(open)
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  const open = () => suiteDatabase(() => freshDatabase(server ?? ''))
  accountsSuite(open)
  accountChangesSuite(open)
  moderationSuite(open)
  historySuite(open)
})
