import { waitingRoomSuite } from '@/lib/server/ports/matching/waiting-room.suite'
import { describeWithRedis } from '../redis.fixture'
import { createRedisWaitingRoom } from './waiting-room'

describeWithRedis('on Redis', (redis) => {
  waitingRoomSuite(async () => createRedisWaitingRoom(await redis.deployment()), 300)
})
