import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { createAuditSeal, createKeptSeal } from '@/lib/server/auth/audit-seal'
import { auditChainSuite, type ChainedDatabase } from '@/lib/server/ports/moderation/audit-chain.suite'
import { auditKeySuite, type Restartable } from '@/lib/server/ports/moderation/audit-key.suite'
import { type Database, databaseOn } from './database'
import { freshDatabaseUrl } from './fresh-database.fixture'
import { embeddedSource, memorySource, postgresSource } from './source'

const seal = createAuditSeal('a secret only for tests, long enough')
const seals = {
  derived: createAuditSeal,
  kept: (jwtSecret: string, secretBefore?: string) =>
    createKeptSeal({ jwtSecret, secretBefore }, { now: Date.now, warn: () => undefined }),
}
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
  auditKeySuite(async (): Promise<Restartable> => {
    const folder = await mkdtemp(join(tmpdir(), 'omegoo-audit-key-'))
    let running: Promise<Database | undefined> = Promise.resolve(undefined)
    return {
      // One process at a time may have the folder.
      async start(own) {
        const next = running.then(async (before) => {
          await before?.close()
          return databaseOn(await embeddedSource(folder), quiet, own)
        })
        running = next
        return next
      },
      async close() {
        await (await running)?.close()
        await rm(folder, { recursive: true })
      },
    }
  }, seals)
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
  auditKeySuite(async (): Promise<Restartable> => {
    const { url, drop } = await freshDatabaseUrl(server ?? '')
    const started: Database[] = []
    return {
      async start(own) {
        const database = await databaseOn(await postgresSource(url, 2, quiet), quiet, own)
        started.push(database)
        return database
      },
      async close() {
        for (const database of started) await database.close()
        await drop()
      },
    }
  }, seals)
})
