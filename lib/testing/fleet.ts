import { randomUUID } from 'node:crypto'
import { openState, type State } from '@/lib/server/state'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { databaseOn } from '@/lib/server/adapters/prisma/database'
import { freshDatabase } from '@/lib/server/adapters/prisma/fresh-database.fixture'
import { createFakeClock, type FakeClock } from './fake-clock'
import { JWT_SECRET, startTestServer, type TestServer } from './test-server'

/** Several server processes' worth of servers, on one PostgreSQL and one Redis, with one time that the test owns. */
export interface Fleet {
  readonly servers: readonly TestServer[]
  readonly clock: FakeClock
  sql(text: string, values?: readonly unknown[]): Promise<unknown>
  /** Adds one. */
  add(): Promise<TestServer>
  close(): Promise<void>
}

interface Settings {
  readonly size: number
  readonly redisUrl: string
  readonly databaseServer: string
  /** Called with what fails when it is due; without it, letting time pass fails. */
  readonly onError?: (error: unknown) => void
  /** Called with what the processes log of Redis. */
  readonly onLog?: (line: string) => void
  /** Environment variables of each. */
  readonly env?: Readonly<Record<string, string>>
}

export async function startFleet({
  size,
  redisUrl,
  databaseServer,
  env,
  onError,
  onLog,
}: Settings): Promise<Fleet> {
  const source = await freshDatabase(databaseServer)
  const database = await databaseOn(source, undefined, createAuditSeal(JWT_SECRET))
  const clock = createFakeClock(Date.now(), onError)
  const info = (line: string) => onLog?.(line)
  const log = { info, warn: info, error: (_: object, line: string) => info(line) }
  const namespace = `test-${randomUUID()}`
  const servers: TestServer[] = []

  function open(): Promise<State> {
    const engines = { redisUrls: [redisUrl], databaseUrl: databaseServer }
    return openState(engines, { log, onTaken: () => undefined, namespace })
  }

  async function add(): Promise<TestServer> {
    const server = await startTestServer({ database, clock, state: await open(), ...(env && { env }) })
    servers.push(server)
    return server
  }

  while (servers.length < size) await add()
  return {
    servers,
    clock,
    sql: (text, values = []) => source.pool.query(text, [...values]),
    add,
    async close() {
      for (const server of servers) await server.close()
      await database.close()
    },
  }
}
