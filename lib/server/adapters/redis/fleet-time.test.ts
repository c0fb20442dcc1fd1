import { expect, test } from 'vitest'
import { createFleetTime } from './fleet-time'
import { describeWithRedis } from './redis.fixture'

const HOUR = 3_600_000

describeWithRedis('the time of all processes', (redis) => {
  test('is that of Redis’ machine for every process, and never goes back though that clock does', async () => {
    const { keys, process } = await redis.deployment()
    const [one, two] = [await process(), await process()].map((run) => createFleetTime(run, keys))
    const started = (await one?.now()) ?? 0
    expect(((await two?.now()) ?? 0) - started).toBeGreaterThanOrEqual(0)
    await one?.note(started + HOUR) // as if the machine had been an hour ahead until now
    expect(await two?.now()).toBe(started + HOUR)
    await two?.note(started + HOUR / 2)
    expect(await one?.now()).toBe(started + HOUR)
  })
})
