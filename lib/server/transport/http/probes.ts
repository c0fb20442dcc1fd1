import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RelayState } from '@/lib/domain/ice'
import type { RedisState } from '@/lib/server/ports/redis-state'
import { isLocal } from './address'
import { pathOf } from './request-path'

interface Deps {
  readonly ping: () => Promise<void>
  readonly live: () => { online: number; waiting: number; talking: number }
  readonly isReady: () => boolean
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> }
  /** For callers that are not on this machine. */
  readonly metricsToken: string | undefined
  readonly database: string
  /** Undefined: state lives in this process. */
  readonly redis: RedisState | undefined
  /** Null: there is none. */
  readonly relay: () => Promise<RelayState | null>
}

const PATHS: ReadonlySet<string> = new Set(['/health', '/livez', '/readyz', '/metrics'])
/** A database that needs longer to answer is not healthy. */
const PING_WITHIN_MS = 2_000

/** For load balancers, orchestrators and Prometheus. */
export function createProbes(deps: Deps) {
  async function health(response: ServerResponse): Promise<void> {
    const [database, redis, relay] = await Promise.all([
      answers(deps.ping),
      deps.redis ? answers(deps.redis.check) : undefined,
      deps.relay(),
    ])
    const isHealthy = database && redis !== false && deps.isReady()
    // Text works without it, and another process would reach it no better.
    const withRelay = relay === null || relay === 'ok' ? 'ok' : 'degraded'
    send(response, isHealthy ? 200 : 503, {
      status: isHealthy ? withRelay : 'unavailable',
      timestamp: new Date().toISOString(),
      uptime: Math.round(process.uptime()),
      ready: deps.isReady(),
      dependencies: {
        database: { kind: deps.database, status: statusOf(database) },
        ...(redis === undefined ? {} : { redis: { status: stateOf(redis, deps.redis) } }),
        ...(relay === null ? {} : { turn: { status: relay } }),
      },
      ...deps.live(),
    })
  }

  /** Without Redis this process can neither pair nor deliver; another may still reach it. */
  function ready(response: ServerResponse): void {
    const { redis } = deps
    const withRedis = redis === undefined || redis.isReady() ? 'ok' : 'redis unavailable'
    const usable = withRedis === 'ok' && redis?.isUsable() === false ? 'redis not usable' : withRedis
    const status = deps.isReady() ? usable : 'draining'
    send(response, status === 'ok' ? 200 : 503, { status })
  }

  async function metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!mayRead(request, deps.metricsToken)) return send(response, 403, { status: 'forbidden' })
    response.writeHead(200, { 'content-type': deps.metrics.contentType }).end(await deps.metrics.metrics())
  }

  return {
    fits: (path: string) => PATHS.has(path),
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      switch (pathOf(request)) {
        case '/livez':
          return send(response, 200, { status: 'ok' })
        case '/readyz':
          return ready(response)
        case '/health':
          return health(response)
        default:
          return metrics(request, response)
      }
    },
  }
}

const statusOf = (answered: boolean) => (answered ? 'ok' : 'unavailable')

/** The full reason why a dependency answers and does not work is in the log, for operators alone. */
const stateOf = (answered: boolean, redis: RedisState | undefined) =>
  !answered && redis?.isReady() && !redis.isUsable() ? 'not usable' : statusOf(answered)

async function answers(ping: () => Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), PING_WITHIN_MS)
  const answer = ping().then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer))
}

/** Callers on this machine, not through a proxy on it; or those with the token. */
function mayRead(request: IncomingMessage, token: string | undefined): boolean {
  if (isLocal(request)) return true
  const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /i, '') ?? '')
  const wanted = Buffer.from(token ?? '')
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
}

function send(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}
