import { randomUUID } from 'node:crypto'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toUser } from '@/lib/domain/topics'
import { waiting } from '@/lib/domain/waiting.fixture'
import { folderOf } from '@/scripts/testing/engines.mjs'
import { freePort } from '@/scripts/testing/free-port.mjs'
import { startServer, temporaryFolder } from '@/scripts/testing/throwaway.mjs'
import { openRedisState } from './state'

const program = folderOf('redis-server')
const SLOTS = 16_384
const NODES = 3

const connect = (port: number) => createClient({ url: `redis://127.0.0.1:${port}` }).connect()

/** Three masters that share the slots. */
async function startCluster() {
  const ports = [await freePort(), await freePort(), await freePort()]
  const stops: (() => Promise<void>)[] = []
  const nodes: Awaited<ReturnType<typeof connect>>[] = []
  for (const [index, port] of ports.entries()) {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', temporaryFolder('redis-node')]
    const memory = ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort()), '--save', '']
    const ready = { ready: /Ready to accept connections/i, stopSignal: 'SIGKILL' } as const
    stops.push(
      await startServer(`${program}/redis-server`, [...args, ...memory, '--appendonly', 'no'], ready),
    )
    const node = await connect(port)
    const [from, to] = [index, index + 1].map((n) => Math.floor((n * SLOTS) / NODES))
    await node.clusterAddSlotsRange({ start: from ?? 0, end: (to ?? 0) - 1 })
    nodes.push(node)
  }
  const [first, ...others] = nodes
  for (const node of others) {
    const at = /^\S+ \S+@(\d+)/m.exec(await first!.clusterNodes())?.[1] ?? ''
    await node.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(ports[0]), at])
  }
  await vi.waitFor(async () => {
    const states = await Promise.all(nodes.map((node) => node.clusterInfo()))
    const isWhole = (state: string) => /cluster_state:ok/.test(state) && /cluster_known_nodes:3/.test(state)
    expect(states.every(isWhole)).toBe(true)
  }, 20_000)
  for (const node of nodes) node.destroy()
  const stop = async () => void (await Promise.all(stops.map((one) => one())))
  return { urls: ports.map((port) => `redis://127.0.0.1:${port}`), stop }
}

describe.skipIf(!program)('two processes on a Redis Cluster (needs redis-server)', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>
  let processes: Awaited<ReturnType<typeof openRedisState>>[] = []
  const failures: unknown[] = []
  beforeAll(async () => {
    cluster = await startCluster()
    const log = { info: () => undefined, warn: (line: string) => void failures.push(line) }
    const more = { isAlone: false, log, onError: (error: unknown) => void failures.push(error) }
    const settings = { ...more, urls: cluster.urls, namespace: randomUUID(), onTaken: () => undefined }
    processes = [await openRedisState(settings), await openRedisState(settings)]
  })
  afterAll(async () => {
    for (const process of processes) await process.close()
    await cluster.stop()
    expect(failures).toEqual([])
  })

  test('topics are carried, on whichever node they are', async () => {
    const [one, two] = processes
    const received: string[] = []
    const people = Array.from({ length: 60 }, (_, index) => `person ${index}`)
    for (const person of people) one?.fanOut.subscribe(toUser(person), () => void received.push(person))
    await one?.fanOut.settled()
    for (const person of people) two?.fanOut.publish(toUser(person), { kind: 'disconnect', reason: 'over' })
    await vi.waitFor(() => expect(received.toSorted()).toEqual(people.toSorted()))
  })

  test('decisions are one for both', async () => {
    const [one, two] = processes
    const declare = (process: typeof one, connection: string) =>
      process?.connections.declare({ user: 'ann', connection }, ['sessions'])
    expect(await declare(one, '1')).toMatchObject({ arrived: ['sessions'] })
    expect(await declare(two, '2')).toMatchObject({ arrived: [] })
    const now = Date.now()
    await one?.waitingRoom.join(waiting('ann', { since: now }), 'p1', now)
    expect((await two?.waitingRoom.join(waiting('bob', { since: now }), 'p2', now))?.pairing).toMatchObject({
      id: 'p2',
    })
    const pair = ['ann', 'bob'].map(
      (user) => ({ user, publicId: `${user} here`, dialect: 'text', here: true }) as const,
    )
    const draft = { id: randomUUID(), tenantId: 'default', chatType: 'text' } as const
    await one?.sessions.create({ ...draft, pair: [pair[0]!, pair[1]!] }, now)
    expect(await two?.sessions.ofUser('bob')).toMatchObject({ id: draft.id })
    const limit = { max: 1, windowMs: 60_000 }
    for (const who of ['ann', 'bob', 'cat', 'dan']) {
      expect((await one?.limiter.consume(who, limit, now))?.allowed).toBe(true)
      expect((await two?.limiter.consume(who, limit, now))?.allowed).toBe(false)
    }
  })
})
