import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { claimSingleProcessLease } from './single-process-lease'
import { BEAT, connectionKeys } from './connections/connection-scripts'
import { describeWithRedis, type Deployment } from './redis.fixture'

const log = { info: () => undefined, warn: vi.fn<(line: string) => void>() }

describeWithRedis('on Redis', (redis) => {
  const held: (() => Promise<void>)[] = []
  afterEach(() => Promise.all(held.splice(0).map((leave) => leave())))

  async function claim(
    { keys, process }: Deployment,
    isAlone: boolean,
    more: { patience?: number; id?: string } = {},
  ) {
    const { id = randomUUID(), patience = 0 } = more
    const settings = { run: await process(), keys, process: id, isAlone, log, patience }
    const onTaken = vi.fn<() => void>()
    const leave = await claimSingleProcessLease({ ...settings, onTaken })
    held.push(leave)
    return { leave, onTaken }
  }

  const beat = async ({ keys, process }: Deployment, id: string) =>
    (await process())(BEAT, { keys: connectionKeys(keys), process: id, leaseMs: 10_000 })

  test('of two processes with databases of their own the second refuses', async () => {
    const deployment = await redis.deployment()
    await claim(deployment, true)
    await expect(claim(deployment, true)).rejects.toMatchObject({
      code: 'REDIS_TAKEN',
      message: expect.stringContaining('set DATABASE_URL for all of them') as unknown,
    })
  })

  test('a process of a fleet refuses beside one that is alone, and the other way round', async () => {
    const alone = await redis.deployment()
    await claim(alone, true)
    await expect(claim(alone, false)).rejects.toMatchObject({ code: 'REDIS_TAKEN' })
    const fleet = await redis.deployment()
    await claim(fleet, false)
    await beat(fleet, 'a process of the fleet')
    await expect(claim(fleet, true)).rejects.toMatchObject({ code: 'REDIS_TAKEN' })
  })

  test('any number of a fleet are welcome', async () => {
    const deployment = await redis.deployment()
    for (const id of ['one', 'two', 'three']) {
      await claim(deployment, false)
      await beat(deployment, id)
    }
  })

  test('a process that starts while the other one ends waits for the lease, with a line in the log', async () => {
    const deployment = await redis.deployment()
    const { leave } = await claim(deployment, true)
    const next = claim(deployment, true, { patience: 10_000 })
    await vi.waitFor(() => expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('waiting a moment')))
    await leave()
    await next
  })

  test('a process that lost the lease during an outage is notified', async () => {
    const deployment = await redis.deployment()
    const { onTaken } = await claim(deployment, true)
    await deployment.client.set(connectionKeys(deployment.keys).alone, 'somebody else')
    await vi.waitFor(() => expect(onTaken).toHaveBeenCalled(), 3_000)
  })
})
