import { describe } from 'vitest'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { auditChainSuite, type ChainedDatabase } from '@/lib/server/ports/moderation/audit-chain.suite'
import { databaseOn } from './database'
import { freshDatabaseUrl } from './fresh-database.fixture'
import { memorySource, postgresSource } from './source'

const seal = createAuditSeal('a secret only for tests, long enough')
const quiet = { info: () => undefined, warn: () => undefined }

describe('on the embedded database', () => {
  auditChainSuite(async (): Promise<ChainedDatabase> => {
    const source = await memorySource()
    const database = await databaseOn(source, quiet, seal)
    return {
      writers: [database],
      seal,
      sql: (text, values = []) => source.pool.query(text, [...values]),
      close: database.close,
    }
  })
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('on PostgreSQL, as two processes (needs TEST_DATABASE_URL)', () => {
  auditChainSuite(async (): Promise<ChainedDatabase> => {
    const { url, drop } = await freshDatabaseUrl(server ?? '')
    const sources = [await postgresSource(url, 5, quiet), await postgresSource(url, 5, quiet)] as const
    const first = await databaseOn(sources[0], quiet, seal)
    const second = await databaseOn(sources[1], quiet, seal)
    return {
      writers: [first, second],
      seal,
      sql: (text, values = []) => sources[0].pool.query(text, [...values]),
      async close() {
        await first.close()
        await second.close()
        await drop()
      },
    }
  })
})
