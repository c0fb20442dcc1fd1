import { keptSignalsSuite } from '@/lib/server/ports/calls/kept-signals.suite'
import { liveCallsSuite } from '@/lib/server/ports/calls/live-calls.suite'
import { describeWithRedis } from '../redis.fixture'
import { createRedisCalls } from './calls'
import { createRedisKeptSignals } from './kept-signals'

describeWithRedis('on Redis', (redis) => {
  liveCallsSuite(async () => createRedisCalls(await redis.deployment()))
  keptSignalsSuite(async () => createRedisKeptSignals(await redis.deployment()))
})
