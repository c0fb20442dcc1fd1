import type { IncomingMessage } from 'node:http'
import { parse } from 'cookie'
import { ABOUT } from '@/lib/contracts/documents/about'
import { asyncApiDocument } from '@/lib/contracts/documents/asyncapi'
import { openApiDocument } from '@/lib/contracts/documents/openapi'
import { isDomainError } from '@/lib/domain/errors'
import { createContent } from './adapters/content/content'
import { createMemoryConnections } from './adapters/memory/connections'
import { createMemoryFanOut } from './adapters/memory/fan-out'
import { createMemoryLimiter } from './adapters/memory/limiter'
import { createMemorySessions } from './adapters/memory/sessions'
import { createMemoryWaitingRoom } from './adapters/memory/waiting-room'
import { createMessenger } from './adapters/messenger/messenger'
import { createOutbox } from './adapters/messenger/outbox'
import type { Database } from './adapters/prisma/database'
import { createIds } from './adapters/system/ids'
import { createCredentials } from './auth/credentials'
import { createOneTime } from './auth/one-time'
import { createPasswords } from './auth/passwords'
import { createTokens } from './auth/tokens'
import { createWebSession } from './auth/web-session'
import { createCore } from './core'
import type { Env } from './env'
import { createFailures } from './failures'
import { GATEWAYS } from './gateways/all'
import type { Log } from './log'
import type { Clock } from './ports/system'
import type { Runtime, Viewer } from './runtime-slot'
import { channelAccess } from './transport/access'
import { clientAddress } from './transport/address'
import { createConnectionFactory } from './transport/connection'
import { createDispatch } from './transport/dispatch'
import { createOriginPolicy } from './transport/origin'
import { startProjection } from './transport/projection'
import { createRest } from './transport/rest'
import { authorizeBy } from './web-login'

interface Settings {
  readonly env: Env
  readonly jwtSecret: string
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
}

const CONTRACTS = GATEWAYS.map(({ contract }) => contract)

/** Puts the core on its adapters and the contracts on the core. */
export function createRuntime({ env, jwtSecret, database, clock, log }: Settings) {
  const { bus, failures } = createFailures(log, clock)
  const onError = (error: unknown) => failures.error({ err: error }, 'background work failed')
  const fanOut = createMemoryFanOut()
  const post = postPorts(env, clock, log)
  const ports = { ...database, ...embeddedPorts(env, jwtSecret), ...post, clock, bus }
  startProjection({ gateways: GATEWAYS, fanOut, bus, strict: !env.production })
  const address = env.publicUrl ?? `http://localhost:${env.port}`
  const core = createCore(ports, { limitFactor: env.rateLimitFactor, address })
  const { services, limits, connections } = core

  const secure = env.publicUrl?.startsWith('https:') ?? false
  const webSession = createWebSession({ secret: jwtSecret, secure })
  const credentials = createCredentials({ logins: services.logins, webSession })
  const origins = createOriginPolicy(env)
  const hasSessionCookie = (cookie: string | undefined) =>
    cookie !== undefined && parse(cookie)[webSession.name] !== undefined

  const dispatch = createDispatch({ gateways: GATEWAYS, services, limits, log: failures })
  const accessOf = channelAccess(CONTRACTS)
  const fromHandshake = CONTRACTS.filter((contract) => contract.fromHandshake).map(({ name }) => name)
  const connect = createConnectionFactory({ dispatch, fanOut, connections, fromHandshake, accessOf, onError })
  const rest = createRest({
    gateways: GATEWAYS,
    services,
    limits,
    credentials,
    webSession,
    hasSessionCookie,
    origins,
    fanOut,
    clock,
    log: failures,
  })

  async function viewer(cookie: string | null): Promise<Viewer | undefined> {
    try {
      const actor = await credentials.actorOf({ cookie })
      if (!actor) return undefined
      const session = await services.sessions.current(actor.userId)
      return { ...actor, sessionId: session?.id ?? null }
    } catch (error) {
      if (isDomainError(error)) return undefined
      throw error
    }
  }

  const runtime: Runtime = {
    rest: rest.answer,
    handles: rest.handles,
    viewer,
    webSession: {
      secret: jwtSecret,
      secureCookies: secure,
      authorize: authorizeBy({ identity: services.identity, limits }),
      end: (loginId) => services.logins.endWebLogin(loginId),
    },
    live: services.live,
    analytics: services.analytics.snapshot,
    documents: {
      openapi: () => openApiDocument(CONTRACTS, ABOUT),
      asyncapi: () => asyncApiDocument(CONTRACTS, ABOUT),
    },
  }

  return {
    runtime,
    services,
    bus,
    fanOut,
    connections,
    origins,
    addressOf: (request: IncomingMessage) =>
      clientAddress({
        socketAddress: request.socket.remoteAddress,
        forwardedFor: request.headers['x-forwarded-for'],
        trustProxy: env.trustProxy,
      }),
    /** What Socket.IO needs of the core. */
    socketDeps: { channels: dispatch.channels, accessOf, connect, credentials, hasSessionCookie },
  }
}

/** How messages leave for people, and where they are kept for trying things out. */
function postPorts({ devOutbox, smtp }: Env, clock: Clock, log: Log) {
  const outbox = devOutbox ? createOutbox() : undefined
  return { outbox, messenger: createMessenger({ smtp, outbox, clock, log }) }
}

/** What one process keeps in its own memory, and what it signs with. */
function embeddedPorts({ accessTokenTtlSeconds }: Env, jwtSecret: string) {
  return {
    waitingRoom: createMemoryWaitingRoom(),
    sessions: createMemorySessions(),
    connections: createMemoryConnections(),
    limiter: createMemoryLimiter(),
    content: createContent(),
    passwords: createPasswords(),
    oneTime: createOneTime(jwtSecret),
    ids: createIds(),
    tokens: createTokens(jwtSecret, accessTokenTtlSeconds),
  }
}
