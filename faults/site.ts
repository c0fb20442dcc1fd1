import { randomBytes } from 'node:crypto'
import { temporaryFolder } from '../scripts/testing/throwaway.mjs'
import type { Chance } from './chance'
import { type TcpProxy, openTcpProxy } from './tcp-proxy'
import { createPostgres, createRedis, type Engine } from './engine'
import { createServer, type Server } from './server'

/** Several server processes on one Redis and one PostgreSQL, with a proxy in front. */
export interface Site {
  readonly servers: readonly Server[]
  readonly redis: Engine
  readonly postgres: Engine
  /** Leads each new connection to any process that serves. */
  readonly proxy: TcpProxy
  close(): Promise<void>
}

export interface SiteSettings {
  readonly processes: number
  readonly chance: Chance
  readonly env?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
  /** Another address of Redis for each process: what stands between. */
  readonly redisUrlOf?: (index: number, url: string) => Promise<string>
}

/** @throws when an engine is not installed; the rows that need them are skipped then */
export async function openSite({
  processes,
  chance,
  env = {},
  flags = [],
  redisUrlOf,
}: SiteSettings): Promise<Site> {
  const [redis, postgres] = [await createRedis(), await createPostgres()]
  if (!redis || !postgres) throw new Error('Redis and PostgreSQL are not installed here')
  await Promise.all([redis.start(), postgres.start()])
  const shared = {
    DATABASE_URL: postgres.url,
    JWT_SECRET: randomBytes(32).toString('hex'),
    ACCESS_TOKEN_TTL: '7200',
    ...env,
  }
  const servers: Server[] = []
  for (let index = 0; index < processes; index += 1) {
    const REDIS_URL = redisUrlOf ? await redisUrlOf(index, redis.url) : redis.url
    const DATA_DIR = temporaryFolder('faults')
    servers.push(
      await createServer({ name: `server ${index + 1}`, env: { ...shared, REDIS_URL, DATA_DIR }, flags }),
    )
  }
  await Promise.all(servers.map((server) => server.start()))
  const proxy = await openTcpProxy({ chance, targets: () => shuffled(servingPorts(servers), chance) })
  return {
    servers,
    redis,
    postgres,
    proxy,
    async close() {
      await proxy.close()
      await Promise.all(servers.map((server) => server.kill()))
      await Promise.all([redis.kill(), postgres.kill()])
    },
  }
}

const servingPorts = (servers: readonly Server[]): number[] =>
  servers.filter((server) => server.isServing()).map(({ port }) => port)

function shuffled<T>(values: readonly T[], chance: Chance): T[] {
  return values
    .map((value) => ({ value, at: chance.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
