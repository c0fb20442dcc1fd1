import { createMemoryAccountSockets } from './adapters/memory/account-sockets'
import { createMemoryCalls } from './adapters/memory/calls'
import { createMemoryConnections } from './adapters/memory/connections'
import { createMemoryKeptSignals } from './adapters/memory/kept-signals'
import { createMemoryFanOut } from './adapters/memory/fan-out'
import { createMemoryLiveConnections } from './adapters/memory/live-connections'
import { createMemoryLiveMetricsExchange } from './adapters/memory/live-metrics-exchange'
import { createMemoryLimiter } from './adapters/memory/limiter'
import { createMemoryMarks } from './adapters/memory/marks'
import { createMemoryQuickLeaves } from './adapters/memory/waiting-room/quick-leaves'
import { createMemorySessions } from './adapters/memory/sessions'
import { createMemorySignalling } from './adapters/memory/signalling'
import { createMemoryTypingBoard } from './adapters/memory/typing-board'
import { createMemoryWaitingRoom } from './adapters/memory/waiting-room/waiting-room'
import type { RedisError } from './adapters/redis/client/redis-error'
import { openRedisState } from './adapters/redis/state'
import type { Millis } from '@/lib/domain/ids'
import { MUTE_MS } from '@/lib/domain/conversations/foul-words'
import { TOUCH_WISH_MS } from '@/lib/domain/conversations/staying-in-touch'
import { RETURN_WITHIN_MS } from '@/lib/domain/conversations/viewing'
import { KNOWN_FOR_MS } from '@/lib/domain/limits'
import type { Env } from './env'
import type { AccountSockets } from './ports/connections/account-sockets'
import type { Connections } from './ports/connections/connections'
import type { FanOut } from './ports/connections/fan-out'
import type { TypingBoard } from './ports/conversations/typing-board'
import type { LiveConnections } from './ports/connections/live-connections'
import type { LiveMetricsExchange } from './ports/analytics/live-metrics-exchange'
import type { Limiter } from './ports/connections/limiter'
import type { Marks } from './ports/connections/marks'
import type { QuickLeaveCounts } from './ports/matching/quick-leaves'
import type { RedisState } from './ports/redis-state'
import type { KeptSignals } from './ports/calls/kept-signals'
import type { LiveCalls } from './ports/calls/live-calls'
import type { Sessions } from './ports/sessions/sessions'
import type { SignallingStore } from './ports/sessions/signalling'
import type { WaitingRoom } from './ports/matching/waiting-room'

/** What lives for seconds: in this process' memory, or shared by all processes. */
export interface State {
  /** The time at which this process begins. */
  readonly startsAt: Millis
  /** So that no other one begins earlier. */
  noteTime(now: Millis): Promise<void>
  readonly waitingRoom: WaitingRoom
  readonly quickLeaves: QuickLeaveCounts
  readonly sessions: Sessions
  readonly signallingStore: SignallingStore
  readonly liveCalls: LiveCalls
  readonly keptSignals: KeptSignals
  readonly connections: Connections
  readonly accountSockets: AccountSockets
  readonly liveConnections: LiveConnections
  /** Of all processes. */
  readonly limiter: Limiter
  /** Of this process, for what is of this process only. */
  readonly ownLimiter: Limiter
  /** From where people signed in lately. */
  readonly marks: Marks
  /** Who has just gone, and may be about to come back. */
  readonly departures: Marks
  readonly typingBoard: TypingBoard
  /** Who wants to stay in touch with whom they met. */
  readonly touchWishes: Marks
  /** Who may not write in conversations for a while. */
  readonly mutes: Marks
  readonly fanOut: FanOut
  readonly liveMetricsExchange: LiveMetricsExchange
  /** Calls `listener` when queues and sessions are lost, though this process lives, and before clients are notified. May be twice for one loss. */
  onLost(listener: () => void): void
  /** Undefined: there is none to ask. */
  readonly redis: RedisState | undefined
  close(): Promise<void>
}

interface Settings {
  readonly log: {
    info(message: string): void
    warn(message: string): void
    error(context: object, message: string): void
  }
  /** Another process holds the lease of this one, which must end. */
  readonly onTaken: (error: RedisError) => void
  /** What keeps deployments on one Redis apart; for tests. */
  readonly namespace?: string
}

/** Chooses where state lives, by the environment. @throws RedisError */
export async function openState(
  env: Pick<Env, 'redisUrls' | 'databaseUrl'>,
  settings: Settings,
): Promise<State> {
  if (env.redisUrls.length === 0) return createMemoryState()
  const { log, onTaken, namespace } = settings
  return openRedisState({
    urls: env.redisUrls,
    namespace,
    isAlone: env.databaseUrl === undefined,
    log,
    onError: (error) => log.error({ err: error }, 'Redis could not be used as meant'),
    onTaken,
  })
}

/** Everything in this process' memory, gone with it. */
export function createMemoryState(): State {
  const limiter = createMemoryLimiter()
  return {
    startsAt: Date.now(),
    noteTime: () => Promise.resolve(), // nothing outlives this process
    waitingRoom: createMemoryWaitingRoom(),
    quickLeaves: createMemoryQuickLeaves(),
    sessions: createMemorySessions(),
    signallingStore: createMemorySignalling(),
    liveCalls: createMemoryCalls(),
    keptSignals: createMemoryKeptSignals(),
    connections: createMemoryConnections(),
    accountSockets: createMemoryAccountSockets(),
    liveConnections: createMemoryLiveConnections(),
    limiter,
    ownLimiter: limiter,
    marks: createMemoryMarks(KNOWN_FOR_MS),
    departures: createMemoryMarks(RETURN_WITHIN_MS),
    typingBoard: createMemoryTypingBoard(),
    touchWishes: createMemoryMarks(TOUCH_WISH_MS),
    mutes: createMemoryMarks(MUTE_MS),
    fanOut: createMemoryFanOut(),
    liveMetricsExchange: createMemoryLiveMetricsExchange(),
    onLost: () => undefined, // what is in this process' memory goes with it
    redis: undefined,
    close: () => Promise.resolve(),
  }
}
