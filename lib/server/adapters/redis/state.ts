import type { Millis } from '@/lib/domain/ids'
import { randomUUID } from 'node:crypto'
import { MUTE_MS } from '@/lib/domain/conversations/foul-words'
import { TOUCH_WISH_MS } from '@/lib/domain/conversations/staying-in-touch'
import { RETURN_WITHIN_MS } from '@/lib/domain/conversations/viewing'
import { KNOWN_FOR_MS } from '@/lib/domain/limits'
import { createMemoryLimiter } from '@/lib/server/adapters/memory/limiter'
import { createMemoryMarks } from '@/lib/server/adapters/memory/marks'
import { createMemoryTypingBoard } from '@/lib/server/adapters/memory/typing-board'
import { createRedisAccountSockets } from './connections/account-sockets'
import { createRedisCalls } from './calls/calls'
import { createRedisKeptSignals } from './calls/kept-signals'
import { claimSingleProcessLease } from './single-process-lease'
import { connectRedis } from './client/client'
import { createRedisConnections } from './connections/connections'
import { createRedisFanOut } from './fan-out/fan-out'
import { createRedisLiveConnections } from './connections/live-connections'
import { createRedisLiveMetricsExchange } from './analytics/live-metrics-exchange'
import { createFleetTime } from './fleet-time'
import { createKeys } from './keys'
import { createRedisLimiter } from './connections/limiter'
import { createRedisMarks } from './connections/marks'
import { createRedisQuickLeaves } from './waiting-room/quick-leaves'
import type { RedisError } from './client/redis-error'
import type { RedisLog } from './client/reconnecting'
import { asForbidden, createRedisRights } from './client/rights'
import { createScriptRunner } from './scripts'
import { createRedisSessions } from './sessions/sessions'
import { createRedisSignalling } from './sessions/signalling'
import { createRedisTypingBoard } from './connections/typing-board'
import { createRedisWaitingRoom } from './waiting-room/waiting-room'

interface Settings {
  readonly urls: readonly string[]
  /** Distinguishes deployments on one Redis; undefined: there is only one. */
  readonly namespace: string | undefined
  /** Whether this process has a database of its own, so that it must be the only one. */
  readonly isAlone: boolean
  readonly log: RedisLog
  readonly onError: (error: unknown) => void
  /** Another process holds the single-process lease now, so that this one must end. */
  readonly onTaken: (error: RedisError) => void
}

/** State on Redis, shared by all processes. @throws RedisError, whose message tells the operator what to do */
export async function openRedisState({ urls, namespace, isAlone, log, onError, onTaken }: Settings) {
  const keys = createKeys(namespace)
  const redis = await connectRedis({ urls, log }).catch((error: unknown) => {
    throw asForbidden(error, urls, keys)
  })
  try {
    const run = createScriptRunner(redis.commands)
    const rights = createRedisRights({ run, redis, keys, urls, log })
    await rights.check()
    const process = randomUUID()
    const leave = await claimSingleProcessLease({ run, keys, process, isAlone, log, onTaken })
    const settings = { run, redis, keys, process, onError }
    const marksFor = (lifeMs: Millis) =>
      createRedisMarks({ run, keys, lifeMs, fallback: createMemoryMarks(lifeMs) })
    const connections = createRedisConnections(settings)
    await connections.beat()
    const accountSockets = createRedisAccountSockets(settings)
    const liveConnections = createRedisLiveConnections(settings)
    const time = createFleetTime(run, keys)
    const startsAt = await time.now()
    rights.watch()
    const lossListeners: (() => void)[] = []
    const onLost = () => lossListeners.forEach((listener) => listener())
    return {
      startsAt,
      noteTime: time.note,
      waitingRoom: createRedisWaitingRoom({ run, keys, onLost }),
      quickLeaves: createRedisQuickLeaves(run, keys),
      sessions: createRedisSessions({ run, keys, onLost }),
      signallingStore: createRedisSignalling({ run, keys }),
      liveCalls: createRedisCalls({ run, keys, onLost }),
      keptSignals: createRedisKeptSignals({ run, keys }),
      connections,
      accountSockets,
      liveConnections,
      limiter: createRedisLimiter(run, keys, createMemoryLimiter()),
      ownLimiter: createMemoryLimiter(),
      marks: marksFor(KNOWN_FOR_MS),
      mutes: marksFor(MUTE_MS),
      touchWishes: marksFor(TOUCH_WISH_MS),
      departures: marksFor(RETURN_WITHIN_MS),
      typingBoard: createRedisTypingBoard({ run, keys, fallback: createMemoryTypingBoard() }),
      liveMetricsExchange: createRedisLiveMetricsExchange({ run, keys, process }),
      fanOut: createRedisFanOut({ redis, keys, onError }),
      onLost: (listener: () => void) => void lossListeners.push(listener),
      redis: { isReady: redis.isReady, isUsable: rights.isUsable, check: rights.check },
      async close() {
        accountSockets.stop()
        liveConnections.stop()
        rights.stop()
        await Promise.allSettled([connections.stop(), leave()])
        await redis.close()
      },
    }
  } catch (error) {
    await redis.close()
    throw error
  }
}
