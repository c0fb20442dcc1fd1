import { randomUUID } from 'node:crypto'
import { createClient, createCluster } from '@redis/client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sessionsSuite } from '@/lib/server/ports/sessions/sessions.suite'
import { waitingRoomSuite } from '@/lib/server/ports/matching/waiting-room.suite'
import { z } from 'zod'
import { createKeys } from '../keys'
import { hasRedisServer, startTestRedis, type TestRedis } from '../redis.fixture'
import { createScriptRunner, defineScript } from '../scripts'
import { createRedisSessions } from '../sessions/sessions'
import { createRedisWaitingRoom } from '../waiting-room/waiting-room'

/** Three nodes that share the slots, started and introduced to each other by hand. */
async function startCluster() {
  const nodes = await Promise.all([0, 1, 2].map(() => startTestRedis(['--cluster-enabled', 'yes'])))
  const clients = await Promise.all(nodes.map(({ url }) => createClient({ url }).connect()))
  const [first] = nodes.map(({ url }) => new URL(url))
  const edges = [0, 5_461, 10_923, 16_384]
  for (const [place, client] of clients.entries()) {
    await client.clusterAddSlotsRange({ start: edges[place] ?? 0, end: (edges[place + 1] ?? 0) - 1 })
    if (place > 0) await client.clusterMeet(first?.hostname ?? '', Number(first?.port))
  }
  const areReady = async () => {
    for (const client of clients) {
      expect(await client.clusterInfo()).toContain('cluster_state:ok')
      expect(await client.clusterInfo()).toContain('cluster_known_nodes:3')
    }
  }
  await vi.waitFor(areReady, { timeout: 30_000 })
  clients.forEach((client) => client.destroy())
  return nodes
}

describe.skipIf(!hasRedisServer)('on a cluster of three (needs redis-server)', () => {
  let nodes: TestRedis[] = []
  let cluster: ReturnType<typeof createCluster> | undefined
  beforeAll(async () => {
    nodes = await startCluster()
    cluster = createCluster({ rootNodes: nodes.map(({ url }) => ({ url })) })
    await cluster.connect()
  })
  afterAll(async () => {
    cluster?.destroy()
    await Promise.all(nodes.map((node) => node.stop()))
  })
  const deployment = () => {
    if (!cluster) throw new Error('The cluster has not started')
    return { keys: createKeys(`test-${randomUUID()}`), run: createScriptRunner(cluster) }
  }

  test('a script that touches keys of other tags is refused where they lie elsewhere, as the rest shows that none does', async () => {
    const { keys, run } = deployment()
    const two = defineScript({
      lua: `return redis.call('GET', KEYS[1]) or redis.call('GET', ARGV[1])`,
      input: (other: string) => ({ keys: [keys.room], args: [other] }),
      reply: z.null(),
    })
    const tags = Array.from({ length: 20 }, (_, index) => keys.session(`s${index}`))
    const tried = await Promise.allSettled(tags.map((other) => run(two, other)))
    const refused = tried.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(String(refused.map((one) => 'reason' in one && one.reason)[0])).toContain('non local key')
  })
  waitingRoomSuite(async () => createRedisWaitingRoom(deployment()), 30)
  sessionsSuite(async () => createRedisSessions(deployment()))
})
