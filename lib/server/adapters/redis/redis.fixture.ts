import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe } from 'vitest'
import { folderOf } from '@/scripts/testing/engines.mjs'
import { freePort } from '@/scripts/testing/free-port.mjs'
import { startServer, temporaryFolder } from '@/scripts/testing/throwaway.mjs'
import { createKeys, type Keys } from './keys'
import { createScriptRunner, type RunScript } from './scripts'

const server = process.env.TEST_REDIS_URL
const program = folderOf('redis-server')
export const hasRedisServer = program !== undefined

export interface TestRedis {
  readonly url: string
  /** Stops it and starts it anew, empty, on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A throw-away Redis of one's own. @throws when redis-server is not installed; see `describeWithOwnRedis` */
export async function startTestRedis(options: readonly string[] = []): Promise<TestRedis> {
  const port = await freePort()
  const folder = temporaryFolder('redis')
  const bind = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const start = () =>
    startServer(
      join(program ?? '', 'redis-server'),
      [...bind, '--save', '', '--appendonly', 'no', ...options],
      {
        ready: /Ready to accept connections/i,
        stopSignal: 'SIGKILL',
      },
    )
  let stop = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async () => {
      await stop()
      stop = await start()
    },
    stop: () => stop(),
  }
}

/** Runs so many scripts, and none after: a process that dies in the middle of something. */
export function dyingAfter(count: number, run: RunScript): RunScript {
  let left = count
  return async (script, input) => {
    left -= 1
    if (left < 0) throw new Error('This process is dead')
    return run(script, input)
  }
}

/** What a deployment has in Redis: each key with its time to live, ms; -1 without one. */
export async function keysOf({ client, keys }: Deployment): Promise<[string, number][]> {
  const names = await client.keys(`${keys.prefix}:*`)
  return Promise.all(names.map(async (name): Promise<[string, number]> => [name, await client.pTTL(name)]))
}

async function connect(url: string) {
  const client = createClient({ url, socket: { reconnectStrategy: 20 } })
  client.on('error', () => undefined) // a test that restarts Redis sees the rejections themselves
  await client.connect()
  return client
}

export type TestClient = Awaited<ReturnType<typeof connect>>

/** One deployment on a Redis: its keys are its own, so that tests do not meet. */
export interface Deployment {
  readonly keys: Keys
  readonly client: TestClient
  /** What runs scripts, where it does not matter which process does. */
  readonly run: RunScript
  /** What one process of it runs scripts with; a connection of its own each time. */
  process(): Promise<RunScript>
}

export interface RedisWorld<Server = { readonly url: string }> {
  redis(): Server
  /** A new deployment, without any keys. */
  deployment(): Promise<Deployment>
}

function world<Server extends { readonly url: string }>(redis: () => Server): RedisWorld<Server> {
  const clients: TestClient[] = []
  const open = async () => {
    const client = await connect(redis().url)
    clients.push(client)
    return client
  }
  let shared: Promise<TestClient> | undefined
  afterAll(() => clients.forEach((client) => client.destroy()))
  return {
    redis,
    async deployment() {
      shared ??= open()
      const client = await shared
      const process = async () => createScriptRunner(await open())
      return { keys: createKeys(`test-${randomUUID()}`), client, run: createScriptRunner(client), process }
    },
  }
}

/** Suites on the Redis of TEST_REDIS_URL, or on a throw-away one. */
export function describeWithRedis(name: string, suites: (redis: RedisWorld) => void): void {
  if (!server) return describeWithOwnRedis(name, suites)
  describe(name, () => {
    suites(world(() => ({ url: server })))
  })
}

/** Suites that stop and empty their Redis, and need one of their own for it. */
export function describeWithOwnRedis(name: string, suites: (redis: RedisWorld<TestRedis>) => void): void {
  describe.skipIf(!program)(`${name} (needs redis-server)`, () => {
    let own: TestRedis | undefined
    beforeAll(async () => void (own = await startTestRedis()))
    afterAll(() => own?.stop())
    const redis = () => {
      if (!own) throw new Error('Redis has not started')
      return own
    }
    suites(world(redis))
  })
}
