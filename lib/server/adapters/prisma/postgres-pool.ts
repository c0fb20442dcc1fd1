import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseError } from './database-error'

const WAIT_MS = 60_000
const RETRY_MS = 500
const TELL_EVERY_MS = 5_000
/** Also how long a query waits for a free connection. */
const CONNECT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 20_000

/** A line at a time, as pino takes them. */
export interface DatabaseLog {
  info(message: string): void
  warn(message: string): void
}

/** @param size - how many connections it has at most; what comes then waits, and fails when that takes too long */
export function createPool(url: string, size: number, log: DatabaseLog): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url), max: size, query_timeout: QUERY_TIMEOUT_MS })
  pool.on('error', (error) => log.warn(`A database connection was lost: ${error.message}`))
  return pool
}

/**
 * A connection of its own, waiting for a database that is still starting.
 *
 * @param patience - how long to wait, ms.
 * @throws DatabaseError DATABASE_UNREACHABLE when it does not answer in time; at once when it refuses the credentials.
 */
export async function connectPatiently(
  url: string,
  log: DatabaseLog,
  patience = WAIT_MS,
): Promise<pg.Client> {
  const start = performance.now()
  let toldAt = -Infinity
  for (;;) {
    const client = new pg.Client(clientConfig(url))
    client.on('error', (error) => log.warn(`A database connection was lost: ${error.message}`))
    try {
      await client.connect()
      return client
    } catch (error) {
      const waited = performance.now() - start
      if (!isPassing(error) || waited >= patience) throw unreachable(url, error)
      if (waited - toldAt >= TELL_EVERY_MS) {
        toldAt = waited
        log.warn(`Waiting for the database at ${place(url)}: ${reason(error)}`)
      }
      await wait(RETRY_MS)
    }
  }
}

function clientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'omegoo',
  }
}

/** PostgreSQL answers 57P03 while it starts; what has no SQLSTATE is the network. 53300: too many connections. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true
  return error.code === '57P03' || error.code === '53300'
}

function unreachable(url: string, error: unknown): DatabaseError {
  return new DatabaseError(
    'DATABASE_UNREACHABLE',
    `The database at ${place(url)} cannot be used: ${reason(error)}. Check DATABASE_URL, and that the database runs.`,
    { cause: error },
  )
}

/** Host and database; never the credentials. */
function place(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL (which is not an address)'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ')
  return error instanceof Error ? error.message || error.name : String(error)
}
