import { randomUUID } from 'node:crypto'
import { ErrorReply } from '@redis/client'
import { z } from 'zod'
import type { Millis } from '@/lib/domain/ids'
import type { Redis } from './client'
import { connectionKeys } from '../connections/connection-scripts'
import type { Keys } from '../keys'
import { RedisError } from './redis-error'
import { reasonOf, type RedisLog } from './reconnecting'
import { luaSource } from '../lua-source'
import { defineScript, type RunScript } from '../scripts'

/** What the scripts call; a test reads them and compares. */
export const SCRIPT_COMMANDS = [
  'DEL EXISTS GET INCR PEXPIRE SET TIME',
  'HDEL HEXISTS HGET HGETALL HINCRBY HLEN HMGET HRANDFIELD HSET HSETNX',
  'LINDEX LLEN LPOP LRANGE LSET LTRIM RPUSH SADD SISMEMBER SREM',
  'ZADD ZCARD ZCOUNT ZLEXCOUNT ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZREM ZREMRANGEBYRANK ZREMRANGEBYSCORE ZSCORE',
].flatMap((row) => row.split(' '))
const OWN_COMMANDS = ['PING', 'SPUBLISH', 'SSUBSCRIBE', 'SUNSUBSCRIBE']
const ON_CHANNELS: ReadonlySet<string> = new Set(['SPUBLISH', 'SSUBSCRIBE', 'SUNSUBSCRIBE'])
const COMMANDS = [...SCRIPT_COMMANDS, ...OWN_COMMANDS]

/** All of the commands above, whatever later versions add to them, and what the library needs for connecting. */
export const GRANTED = '+@read +@write +@scripting +@pubsub +@connection +time'
const GRANTED_IN_CLUSTER = `${GRANTED} +cluster|slots`

/** How long one's own publication may take to arrive. */
const ARRIVES_WITHIN_MS: Millis = 5_000
const CHECK_EVERY_MS: Millis = 5_000

interface Question {
  readonly key: string
  readonly channel: string
}

/** Which commands these credentials may not use on a key and a channel, by the rules that Redis itself goes by. */
const FORBIDDEN = defineScript<Question, readonly string[]>({
  lua: luaSource({}, 'client/rights.lua'),
  input: ({ key, channel }) => ({
    keys: [key],
    args: [channel, ...COMMANDS.flatMap((name) => [name, ON_CHANNELS.has(name) ? 'channel' : 'key'])],
  }),
  reply: z.array(z.string()),
})

interface Settings {
  readonly run: RunScript
  readonly redis: Pick<Redis, 'commands' | 'subscriptions' | 'isReady' | 'onBack'>
  readonly keys: Keys
  readonly urls: readonly string[]
  readonly log: RedisLog
  /** How long a publication may take to come back, ms. */
  readonly patience?: Millis
}

/** Whether Redis lets this process do its work: credentials may be accepted, and be good for nothing. */
export function createRedisRights(settings: Settings) {
  const { run, redis, keys, urls, log, patience = ARRIVES_WITHIN_MS } = settings
  const channel = `${keys.prefix}:{topic:rights:${randomUUID()}}`
  /** One of each hash tag: in a cluster they live on different nodes, and each node has rules of its own. */
  const { room, sessions, figures, time, quickLeaves } = keys
  const { leases } = connectionKeys(keys)
  const names = [room, sessions, figures, time, quickLeaves, leases, keys.session(''), keys.limit('')]
  let isUsable = true
  let receive: (message: string) => void = () => undefined
  let subscribing: Promise<void> | undefined

  async function requireRights(): Promise<void> {
    const missing = await Promise.all(names.map((key) => run(FORBIDDEN, { key, channel })))
    const [first] = missing.flat()
    if (first) throw forbidden(urls, keys, `may not use ${[...new Set(missing.flat())].join(', ')}`)
  }

  /** Publishes something to itself, as everything is published. */
  async function requireDelivery(): Promise<void> {
    subscribing ??= redis.subscriptions.sSubscribe(channel, (message) => receive(message))
    await subscribing.catch((error: unknown) => {
      subscribing = undefined
      throw error
    })
    const arrived = Promise.withResolvers<void>()
    const words = randomUUID()
    const late = setTimeout(() => arrived.reject(deaf(urls)), patience)
    receive = (message) => void (message === words && arrived.resolve())
    try {
      await Promise.all([arrived.promise, redis.commands.sPublish(channel, words)])
    } finally {
      clearTimeout(late)
    }
  }

  async function checkAll(): Promise<void> {
    try {
      await requireRights()
      await requireDelivery()
      if (!isUsable) log.info('Redis may be used again')
      isUsable = true
    } catch (error) {
      const fault = asForbidden(error, urls, keys)
      // One that is away is noticed, and logged, by its connections.
      if (fault instanceof RedisError && redis.isReady()) {
        if (isUsable) log.warn(fault.message)
        isUsable = false
      }
      throw fault
    }
  }

  let checking: Promise<void> | undefined
  /** @throws RedisError REDIS_FORBIDDEN, REDIS_DEAF, with a sentence; UNAVAILABLE while Redis is away */
  const check = (): Promise<void> => (checking ??= checkAll().finally(() => (checking = undefined)))

  const checkNow = () => void check().catch(() => undefined) // logged, and kept for probes
  let timer: NodeJS.Timeout | undefined
  return {
    check,
    /** Whether all was well at the last check. */
    isUsable: () => isUsable,
    /** Checks again and again from now on, because rights can be withdrawn. */
    watch(): void {
      timer = setInterval(() => redis.isReady() && checkNow(), CHECK_EVERY_MS)
      timer.unref()
      redis.onBack(checkNow)
    },
    stop: () => clearInterval(timer),
  }
}

/** A refusal of Redis for lack of rights as a sentence that says what to grant; anything else as it is. */
export function asForbidden(error: unknown, urls: readonly string[], keys: Keys): unknown {
  const cause = error instanceof RedisError ? error.cause : error
  if (!(cause instanceof ErrorReply) || !cause.message.startsWith('NOPERM')) return error
  return forbidden(urls, keys, `may not do what is needed (${reasonOf(cause)})`)
}

function forbidden(urls: readonly string[], { namespace }: Keys, what: string): RedisError {
  const user = userOf(urls)
  const commands = urls.length > 1 ? GRANTED_IN_CLUSTER : GRANTED
  return new RedisError(
    'REDIS_FORBIDDEN',
    `Redis at ${addressesOf(urls)} lets the user "${user}" in, who ${what}: people would wait there and never meet. ` +
      `Grant it${urls.length > 1 ? ' on every node' : ''}: ACL SETUSER ${user} ~${namespace}:* &${namespace}:* ${commands}`,
  )
}

function deaf(urls: readonly string[]): RedisError {
  return new RedisError(
    'REDIS_DEAF',
    `Redis at ${addressesOf(urls)} takes what is published (SPUBLISH) and does not deliver it to who subscribes (SSUBSCRIBE): ` +
      'people would never receive each other. Point REDIS_URL at Redis 7 or later itself, not at a proxy that lacks these commands.',
  )
}

const userOf = ([url = '']: readonly string[]): string =>
  (URL.canParse(url) && decodeURIComponent(new URL(url).username)) || 'default'

/** Never with the password. */
const addressesOf = (urls: readonly string[]): string =>
  urls.map((url) => (URL.canParse(url) ? new URL(url).host : url)).join(', ')
