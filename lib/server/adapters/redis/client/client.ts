import { createClient, createCluster, ErrorReply, type RedisClientOptions } from '@redis/client'
import { DomainError } from '@/lib/domain/errors'
import { createReconnecting, isPassing, reasonOf, type RedisLog, unreachable, unwrap } from './reconnecting'
import { RedisError } from './redis-error'

const OLDEST = 7
/** Commands that may wait for Redis' answers; more fail at once. */
const MAX_UNANSWERED = 20_000
/** A Redis that answers nothing for so long, although it is asked every PING_MS, is gone. */
const SILENCE_MS = 5_000
const PING_MS = 1_500

/** What the adapters ask of Redis: one server or a cluster. A Redis that is away rejects with UNAVAILABLE, at once. */
export interface RedisCommands {
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  sPublish(channel: string, message: string): Promise<unknown>
}

/** Sharded subscriptions, on a connection of their own; what is subscribed stays so over a loss. */
export interface RedisSubscriptions {
  sSubscribe(channel: string, listener: (message: string, channel: string) => void): Promise<void>
  sUnsubscribe(channel: string, listener: (message: string, channel: string) => void): Promise<void>
}

export interface Redis {
  readonly commands: RedisCommands
  readonly subscriptions: RedisSubscriptions
  isReady(): boolean
  /** Called each time Redis is back after a loss, its subscriptions included. */
  onBack(listener: () => void): void
  close(): Promise<void>
}

interface Options {
  /** `redis://` or `rediss://` addresses; more than one are nodes of a cluster. */
  readonly urls: readonly string[]
  readonly log: RedisLog
  /** How long to wait for a first connection, ms. */
  readonly patience?: number
}

/** What both of the library's clients have. */
interface LibraryClient {
  readonly isReady: boolean
  evalSha: RedisCommands['evalSha']
  eval: RedisCommands['eval']
  sPublish: RedisCommands['sPublish']
  sSubscribe: RedisSubscriptions['sSubscribe']
  sUnsubscribe: RedisSubscriptions['sUnsubscribe']
  close(): Promise<unknown>
  destroy(): void
}

interface Connected {
  readonly commands: LibraryClient
  readonly subscriber: LibraryClient
  info(): Promise<string>
}

/**
 * Connects, waiting for a Redis that is still starting.
 *
 * @throws RedisError REDIS_UNREACHABLE when it does not answer in time, at once when it refuses; REDIS_TOO_OLD
 */
export async function connectRedis({ urls, log, patience }: Options): Promise<Redis> {
  const address = urls.map(addressOf).join(', ')
  const state = createState(address, log)
  const { commands, subscriber, info } = await (urls.length > 1
    ? connectCluster(urls, address, { log, patience, state })
    : connectServer(urls[0] ?? '', address, { log, patience, state }))
  const close = () => {
    state.closing()
    return Promise.allSettled([commands, ...(subscriber === commands ? [] : [subscriber])].map(closeClient))
  }
  try {
    await checkVersion(info, address)
  } catch (error) {
    await close()
    throw error
  }
  state.start(() => commands.isReady && subscriber.isReady)
  return {
    commands: {
      evalSha: (sha, options) => guarded(commands.evalSha(sha, options)),
      eval: (script, options) => guarded(commands.eval(script, options)),
      sPublish: (channel, message) => guarded(commands.sPublish(channel, message)),
    },
    subscriptions: subscriber,
    isReady: () => commands.isReady,
    onBack: state.onBack,
    close: async () => void (await close()),
  }
}

interface Setup {
  readonly log: RedisLog
  readonly patience: number | undefined
  readonly state: ReturnType<typeof createState>
}

const COMMON = {
  pingInterval: PING_MS,
  disableOfflineQueue: true,
  commandsQueueMaxLength: MAX_UNANSWERED,
  maintNotifications: 'disabled',
  // The library would make a timer and an error for every command; a Redis that is silent is noticed by SILENCE_MS.
  commandOptions: { timeout: 0 },
  name: 'omegoo',
} as const satisfies RedisClientOptions

async function connectServer(
  url: string,
  address: string,
  { log, patience, state }: Setup,
): Promise<Connected> {
  const open = async () => {
    const reconnecting = createReconnecting(address, log, patience)
    const socket = { reconnectStrategy: reconnecting.strategy, socketTimeout: SILENCE_MS }
    const client = createClient({ ...COMMON, url, socket })
    client.on('error', state.lost).on('ready', state.ready)
    await client.connect().catch((error: unknown) => {
      throw unwrap(error)
    })
    reconnecting.connected()
    return client
  }
  const commands = await open()
  return { commands, subscriber: await open(), info: () => commands.info('server') }
}

async function connectCluster(urls: readonly string[], address: string, { log, patience, state }: Setup) {
  const { username, password, protocol } = new URL(urls[0] ?? '')
  const { strategy, connected } = createReconnecting(address, log, patience)
  const cluster = createCluster({
    rootNodes: urls.map((url) => ({ url })),
    defaults: {
      ...COMMON,
      username: decodeURIComponent(username),
      password: decodeURIComponent(password),
      socket: { tls: protocol === 'rediss:', socketTimeout: SILENCE_MS, reconnectStrategy: strategy },
    },
  })
  cluster.on('error', state.lost).on('node-error', state.lost).on('node-ready', state.ready)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await cluster.connect()
      break
    } catch (error) {
      const pause = strategy(attempt, error as Error)
      if (pause instanceof Error) throw pause
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  connected()
  const info = async () => {
    const [master] = cluster.masters
    if (!master) throw unreachable(address, 'the cluster has no master')
    return (await cluster.nodeClient(master)).info('server')
  }
  return { commands: cluster, subscriber: cluster, info }
}

/** One line when Redis is lost and one when it is back, however many connections notice. */
function createState(address: string, log: RedisLog) {
  const listeners: (() => void)[] = []
  let isHere: (() => boolean) | undefined
  let isLost = false
  return {
    lost(error: unknown): void {
      if (!isHere || isLost) return
      isLost = true
      log.warn(`Redis at ${address} is lost (${reasonOf(error)}); trying to come back`)
    },
    ready(): void {
      if (!isLost || !isHere?.()) return
      isLost = false
      log.info(`Redis at ${address} is back`)
      for (const listener of listeners) listener()
    },
    /** From now on losses are logged. */
    start: (check: () => boolean) => void (isHere = check),
    closing: () => void (isHere = undefined),
    onBack: (listener: () => void) => void listeners.push(listener),
  }
}

/** @throws UNAVAILABLE for what passes; the error itself when it is a bug */
async function guarded<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply
  } catch (error) {
    throw isPassing(error) ? new DomainError('UNAVAILABLE') : error
  }
}

async function checkVersion(info: () => Promise<string>, address: string): Promise<void> {
  const text = await info().catch((error: unknown) => {
    if (error instanceof ErrorReply && error.message.startsWith('NOPERM')) return undefined
    throw error
  })
  // Credentials that may not ask are spared the question: what needs a newer one fails with a sentence of its own.
  if (text === undefined) return
  const version = /^redis_version:(\S+)/m.exec(text)?.[1] ?? 'unknown'
  if (Number.parseInt(version, 10) >= OLDEST) return
  throw new RedisError(
    'REDIS_TOO_OLD',
    `Redis at ${address} is version ${version}; expected ${OLDEST} or later. Point REDIS_URL to a newer one.`,
  )
}

async function closeClient(client: LibraryClient): Promise<void> {
  if (client.isReady) await client.close()
  else client.destroy()
}

/** Host and port; never the credentials. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'REDIS_URL (which is not an address)'
}
