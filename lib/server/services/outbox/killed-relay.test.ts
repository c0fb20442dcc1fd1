import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { freshDatabaseUrl } from '@/lib/server/adapters/prisma/fresh-database.fixture'
import { embeddedSource, postgresSource } from '@/lib/server/adapters/prisma/source'
import type { ProcessSettings } from './deciding-process.fixture'

const PROCESS = join(import.meta.dirname, 'deciding-process.fixture.ts')
const SLOW = 240_000

/** A different sequence of numbers from 0 to 1 for each seed. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface Delivery {
  readonly id: string
  readonly report: string
  readonly outcome: string
}

/** What receives messages and knows by their ids those that come again; some that it has received it refuses all the same. */
async function startReceiver(chance: () => number, onDelivery: () => void) {
  const received = new Map<string, string>()
  let deliveries = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, report, outcome } = (await json(request)) as Delivery
    deliveries += 1
    if (!received.has(id)) received.set(id, `${report} ${outcome}`)
    onDelivery()
    response.writeHead(chance() < 0.1 ? 503 : 200).end()
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, received, deliveries: () => deliveries, close }
}

interface World {
  readonly processes: number
  readonly kills: number
  readonly seed: number
  readonly url: string | undefined
  readonly dataDir: string
}

/** Kills processes at random points: when some number of decisions was acknowledged, or while a delivery is not yet answered. */
async function killAtRandom({ processes, kills, seed, url, dataDir }: World) {
  const chance = chanceFrom(seed)
  const acknowledged: string[] = []
  let left = 0
  let onPoint = (): void => undefined
  const point = () => {
    if ((left -= 1) === 0) onPoint()
  }
  const receiver = await startReceiver(chance, point)

  function start(writes: boolean, onLine: (line: string) => void): ChildProcess {
    const settings: ProcessSettings = { url, dataDir, receiver: receiver.url, writes }
    const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, JSON.stringify(settings)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    createInterface({ input: child.stdout! }).on('line', onLine)
    return child
  }
  async function kill(child: ChildProcess | undefined): Promise<void> {
    if (child?.exitCode !== null || child.signalCode !== null) throw new Error('A process ended unexpectedly')
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const startWriting = () =>
    start(true, (line) => {
      acknowledged.push(line)
      point()
    })

  const live = Array.from({ length: processes }, startWriting)
  for (let round = 0; round < kills; round += 1) {
    const victim = Math.floor(chance() * live.length)
    await new Promise<void>((resolve, reject) => {
      onPoint = () => void kill(live[victim]).then(resolve, reject)
      left = 1 + Math.floor(chance() * 60)
    })
    live[victim] = startWriting()
  }
  for (const child of live) await kill(child)

  const empty = Promise.withResolvers<void>()
  const last = start(false, () => empty.resolve())
  last.once('exit', () => empty.reject(new Error('The last process ended before all was relayed')))
  await empty.promise
  await kill(last)
  receiver.close()
  return { acknowledged, received: [...receiver.received.values()], deliveries: receiver.deliveries() }
}

/** Every outcome that is saved, whether its answer arrived or not. */
async function savedOutcomes({ url, dataDir }: Pick<World, 'url' | 'dataDir'>): Promise<string[]> {
  const quiet = { info: () => undefined, warn: () => undefined }
  const source = await (url === undefined ? embeddedSource(dataDir) : postgresSource(url, 1, quiet))
  const { rows } = await source.pool.query<{ id: string; status: string }>('SELECT id, status FROM reports')
  await source.close()
  const outcomes: Record<string, string[]> = { reviewed: ['reviewed'], resolved: ['reviewed', 'resolved'] }
  return rows.flatMap(({ id, status }) => (outcomes[status] ?? []).map((outcome) => `${id} ${outcome}`))
}

async function expectEachOnce(world: World): Promise<void> {
  const { acknowledged, received, deliveries } = await killAtRandom(world)
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(deliveries).toBeGreaterThanOrEqual(received.length)
  expect(received).toEqual(expect.arrayContaining(acknowledged))
  expect(received.toSorted()).toEqual((await savedOutcomes(world)).toSorted())
  for (const [index, one] of received.entries()) {
    const [report, outcome] = one.split(' ')
    if (outcome === 'resolved') expect(received.indexOf(`${report} reviewed`)).toBeLessThan(index)
  }
}

const TITLE =
  'kill -9 between save and relay loses nothing, doubles nothing at an idempotent receiver and keeps the order'

describe('on the embedded database', () => {
  test(TITLE, { timeout: SLOW }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'omegoo-outbox-'))
    await expectEachOnce({ processes: 1, kills: 3, seed: 1, url: undefined, dataDir: join(folder, 'data') })
    await rm(folder, { recursive: true, force: true })
  })
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  test(`two processes: ${TITLE}`, { timeout: SLOW }, async () => {
    const { url, drop } = await freshDatabaseUrl(server ?? '')
    await expectEachOnce({ processes: 2, kills: 8, seed: 2, url, dataDir: tmpdir() })
    await drop()
  })
})
