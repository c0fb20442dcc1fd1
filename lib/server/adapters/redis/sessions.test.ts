import { sessionsSuite } from '@/lib/server/ports/sessions.suite'
import { describeWithRedis } from './redis.fixture'
import { createRedisSessions } from './sessions'

describeWithRedis('on Redis', (redis) => {
  sessionsSuite(async () => createRedisSessions(await redis.deployment()))
})
