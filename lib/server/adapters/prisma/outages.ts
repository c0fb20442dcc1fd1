/** Codes of a database that is away for the moment: trying again makes sense. */
const AWAY: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'P1001',
  'P1002',
  'P1017',
  'P2024',
])

/** The same in the words of the database's driver, for queries that have no code of their own. */
const AWAY_KINDS: ReadonlySet<unknown> = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
])

/**
 * SQLSTATE classes of a database that works, but not now: connections (08), resources such as disk and
 * memory (53), and an operator's hand (57P: it starts, ends, or crashed).
 *
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const PASSING_STATE = /^(?:08|53)[0-9A-Z]{3}$|^57P0[1-5]$/

/** SQLSTATE classes of values that are none of their type (22) and of what a constraint forbids (23). */
const REFUSING_STATE = /^2[23][0-9A-Z]{3}$/

/** Whether a query failed because the database is away for the moment, in whichever layer's words. */
export function isOutage(error: unknown): boolean {
  if (codesOf(error).some((code) => AWAY.has(code) || PASSING_STATE.test(String(code)))) return true
  return AWAY_KINDS.has(partOf(causeOf(error), 'kind'))
}

/** Whether a query failed because of the values that it was to write. */
export function isRefusal(error: unknown): boolean {
  return codesOf(error).some((code) => REFUSING_STATE.test(String(code)))
}

/** What breaks a commit comes as the adapter's own error, not wrapped in one of the client's. */
function causeOf(error: unknown): unknown {
  return partOf(partOf(partOf(error, 'meta'), 'driverAdapterError') ?? error, 'cause')
}

function codesOf(error: unknown): readonly unknown[] {
  const cause = causeOf(error)
  return [partOf(error, 'code'), partOf(cause, 'code'), partOf(cause, 'originalCode')]
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

/** Outages as callers know them, by the code `UNAVAILABLE` with the failure as the cause; any other failure as it is. */
export function nameOutage(error: unknown): unknown {
  if (!isOutage(error)) return error
  return Object.assign(new Error('The database is away for now', { cause: error }), { code: 'UNAVAILABLE' })
}

/** A repository whose methods reject with outages by their code. */
export function withNamedOutages<Repository extends object>(repository: Repository): Repository {
  const methods = Object.entries(repository).map(([name, method]: [string, unknown]) => [
    name,
    typeof method === 'function' ? withNamedOutage(method as Method) : method,
  ])
  return Object.fromEntries(methods) as Repository
}

type Method = (...args: readonly unknown[]) => unknown

function withNamedOutage(method: Method): Method {
  return (...args) => {
    const result = method(...args)
    if (!isThenable(result)) return result
    return result.then(undefined, (error: unknown) => {
      throw nameOutage(error)
    })
  }
}

/** Prisma's promises are none of the language's. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof partOf(value, 'then') === 'function'
}
