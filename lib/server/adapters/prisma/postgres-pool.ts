import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseError } from './database-error'

const WAIT_MS = 60_000
const RETRY_MS = 500
const TELL_EVERY_MS = 5_000
/** Also how long a query waits for a free connection. */
const CONNECT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 20_000

/** A line at a time, as pino expects them. */
export interface DatabaseLog {
  info(message: string): void
  warn(message: string): void
}

/** @param size - how many connections it has at most; what comes then waits, and fails when that lasts too long */
export function createPool(url: string, size: number, log: DatabaseLog): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url), max: size, query_timeout: QUERY_TIMEOUT_MS })
  pool.on('error', (error) => log.warn(`A database connection was lost: ${error.message}`))
  pool.on('connect', nameLosses)
  return pool
}

type Query = (...args: unknown[]) => unknown
type Done = (error: unknown, ...more: unknown[]) => void

/**
 * Gives the failures of a broken connection the code of one, which callers treat as "try again": the driver throws them
 * without any, and a server that is killed calls them administration.
 */
function nameLosses(client: pg.PoolClient): void {
  const query = client.query.bind(client) as Query
  const named: Query = (...args) => {
    const done = args.at(-1)
    if (typeof done === 'function') {
      args[args.length - 1] = (error: unknown, ...more: unknown[]) =>
        (done as Done)(error ? asLoss(error) : error, ...more)
    }
    const answer = query(...args)
    if (!(answer instanceof Promise)) return answer
    return answer.catch((error: unknown) => {
      throw asLoss(error)
    })
  }
  Object.assign(client, { query: named })
}

/** SQLSTATE classes of a connection that broke and of a server that goes away; 57014 is a query that was cancelled. */
const GOES_AWAY = /^(?:08|57P)/

function asLoss(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (!(error instanceof Error) || (code !== undefined && !GOES_AWAY.test(code))) return error
  return Object.assign(new Error(error.message, { cause: error }), LOST_SOCKET)
}

/** In Node's words, which is how the driver adapter knows it. */
const LOST_SOCKET = { code: 'ECONNRESET', syscall: 'read', errno: -104 }

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
        log.warn(`Waiting for the database at ${hostOf(url)}: ${reason(error)}`)
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
    `The database at ${hostOf(url)} cannot be used: ${reason(error)}. Check DATABASE_URL, and that the database runs.`,
    { cause: error },
  )
}

/** Host and database; never the credentials. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL (which is not an address)'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ')
  return error instanceof Error ? error.message || error.name : String(error)
}
