import type { IncomingMessage, ServerResponse } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGeo } from '@/lib/server/adapters/geo/geo'
import { databaseOn, type Database } from '@/lib/server/adapters/prisma/database'
import { memorySource } from '@/lib/server/adapters/prisma/source'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { type Env, readEnv } from '@/lib/server/env'
import { createFileStorage } from '@/lib/server/file-storage'
import { createLog } from '@/lib/server/log'
import { createRuntime } from '@/lib/server/runtime'
import { serve } from '@/lib/server/serve'
import { createMemoryState, type State } from '@/lib/server/state'
import type { Patience } from '@/lib/server/transport/http/http'
import type { Heartbeat } from '@/lib/server/transport/sockets/socket-io'
import { createFakeClock, type FakeClock } from './fake-clock'

/** What test servers sign with. */
export const JWT_SECRET = 'a secret only for tests, long enough'

/** A whole server on a free port, without pages: real sockets, real REST, a database in memory, and time that the test owns. */
export interface TestServer {
  readonly url: string
  readonly clock: FakeClock
  readonly database: Database
  readonly state: State
  readonly runtime: ReturnType<typeof createRuntime>
  /** Gone when the server is. */
  readonly dataDir: string
  /**
   * Rows of the server's own database, for what no endpoint shows or does yet: evidence, a ban.
   *
   * @throws when the database was given
   */
  sql(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
  /** Sets what `/readyz` answers. */
  setReady(ready: boolean): void
  /** Open sockets. */
  connections(): number
  close(): Promise<void>
}

export interface TestServerOptions {
  /** Environment variables; RATE_LIMIT_FACTOR is 1000 unless given. */
  readonly env?: Readonly<Record<string, string>>
  /** One that outlives the server; not closed with the server. */
  readonly database?: Database
  /** Shared with other servers; closed with this one. */
  readonly state?: State
  /** Shared with other servers. */
  readonly clock?: FakeClock
  /** Real time: how long requests and connections may take. */
  readonly patience?: Patience
  readonly heartbeat?: Heartbeat
  /** What a password costs, as scrypt's N; next to nothing unless given. */
  readonly passwordN?: number
}

export async function startTestServer({
  env: variables,
  database: given,
  state = createMemoryState(),
  clock = createFakeClock(Date.now()),
  patience,
  heartbeat,
  passwordN = 2 ** 10,
}: TestServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'omegoo-'))
  const basics = { NODE_ENV: 'test', LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '1000', DATA_DIR: folder }
  const env: Env = readEnv({ ...basics, ...variables })
  const source = given ? undefined : await memorySource()
  const database = given ?? (await databaseOn(required(source), undefined, createAuditSeal(JWT_SECRET)))
  const log = createLog(env.logLevel)
  const runtime = createRuntime({
    env,
    jwtSecret: JWT_SECRET,
    database,
    files: createFileStorage(env),
    geo: createGeo(env.geoDb),
    state,
    clock,
    log,
    passwordN,
  })
  const server = serve({
    runtime,
    env,
    database,
    state,
    clock,
    log,
    answerers: () => [
      { fits: () => true, handle: (request, response) => answer(request, response, runtime.runtime.rest) },
    ],
    patience,
    heartbeat,
  })
  const port = await server.listen({ port: 0, host: '127.0.0.1' })

  return {
    url: `http://127.0.0.1:${port}`,
    clock,
    database,
    state,
    runtime,
    dataDir: env.dataDir,
    sql: async (text, values = []) =>
      (await required(source).pool.query(text, [...values])).rows as Record<string, unknown>[],
    setReady: server.setReady,
    connections: server.connections,
    async close() {
      await server.stop(async (name, action) => {
        if (name === 'requests') server.dropAll()
        await action()
      })
      await state.close()
      if (!given) await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A database that was given is not asked for rows here')
  return value
}

/** What Next does between its HTTP server and a route handler. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  rest: (request: Request) => Promise<Response>,
): Promise<void> {
  const { method = 'GET', headers, url = '/' } = request
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const result = await rest(
    new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one) => [name, one] as [string, string]),
      ),
      body: hasBody ? (Readable.toWeb(request) as ReadableStream<Uint8Array>) : null,
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit),
  )
  for (const [name, value] of result.headers) response.appendHeader(name, value)
  response.writeHead(result.status).end(Buffer.from(await result.arrayBuffer()))
}
