import type { IncomingMessage } from 'node:http'
import { parse } from 'cookie'
import { asyncApiDocument } from '@/lib/contracts/documents/asyncapi'
import { openApiDocument } from '@/lib/contracts/documents/openapi'
import { isDomainError } from '@/lib/domain/errors'
import { createContent } from './adapters/content/content'
import { createMessenger } from './adapters/messenger/messenger'
import { createOutbox } from './adapters/messenger/outbox'
import type { Database } from './adapters/prisma/database'
import { createIds } from './adapters/system/ids'
import { watchLoginsOverGaps } from './after-gap'
import { createCredentials, type Credentials } from './auth/credentials'
import { createOneTime } from './auth/one-time'
import { createPasswords } from './auth/passwords'
import { createTokens } from './auth/tokens'
import { createWebSession } from './auth/web-session'
import { createCore } from './core'
import type { Env } from './env'
import { createFailures } from './failures'
import { GATEWAYS } from './gateways/all'
import type { Log } from './log'
import type { FanOut } from './ports/fan-out'
import type { Clock } from './ports/system'
import type { ConnectionsService } from './services/connections'
import type { SessionsService } from './services/sessions'
import type { Runtime, Viewer } from './runtime-slot'
import type { State } from './state'
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
  readonly state: State
  readonly clock: Clock
  readonly log: Log
}

const DOCUMENTS = { title: 'Omegoo', version: '0.1.0' }
const CONTRACTS = GATEWAYS.map(({ contract }) => contract)

/** Puts the core on its adapters and the contracts on the core. */
export function createRuntime({ env, jwtSecret, database, state, clock, log }: Settings) {
  const { bus, failures } = createFailures(log, clock)
  const onError = (error: unknown) => failures.error({ err: error }, 'background work failed')
  const { fanOut } = state
  const post = postPorts(env, clock, log)
  const ports = { ...database, ...state, ...ownPorts(env, jwtSecret), ...post, clock, bus }
  startProjection({ gateways: GATEWAYS, fanOut, bus, strict: !env.production })
  const address = env.publicUrl ?? `http://localhost:${env.port}`
  const core = createCore(ports, { limitFactor: env.rateLimitFactor, address })
  const { services, limits } = core
  const connections = onceHeard(core.connections, fanOut)
  watchLoginsOverGaps({ fanOut, logins: services.logins, onError })

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

  const runtime: Runtime = {
    rest: rest.answer,
    handles: rest.handles,
    viewer: viewerBy(credentials, services.sessions),
    webSession: {
      secret: jwtSecret,
      secureCookies: secure,
      authorize: authorizeBy({ identity: services.identity, limits }),
      end: (loginId) => services.logins.endWebLogin(loginId),
    },
    live: services.live,
    analytics: services.analytics.snapshot,
    documents: {
      openapi: () => openApiDocument(CONTRACTS, DOCUMENTS),
      asyncapi: () => asyncApiDocument(CONTRACTS, DOCUMENTS),
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

/** Who looks at a page; nobody when the cookie is no good (any more). */
function viewerBy(credentials: Credentials, sessions: SessionsService) {
  return async (cookie: string | null): Promise<Viewer | undefined> => {
    try {
      const actor = await credentials.actorOf({ cookie })
      if (!actor) return undefined
      const session = await sessions.current(actor.userId)
      return { ...actor, sessionId: session?.id ?? null }
    } catch (error) {
      if (isDomainError(error)) return undefined
      throw error
    }
  }
}

/** Lets somebody be here once whatever is said to them reaches them. */
function onceHeard({ opened, closed }: ConnectionsService, fanOut: FanOut): ConnectionsService {
  return {
    async opened(actor, connection) {
      await fanOut.settled()
      await opened(actor, connection)
    },
    closed,
  }
}

/** What each process has of its own, and what it signs with. */
function ownPorts({ accessTokenTtlSeconds }: Env, jwtSecret: string) {
  return {
    content: createContent(),
    passwords: createPasswords(),
    oneTime: createOneTime(jwtSecret),
    ids: createIds(),
    tokens: createTokens(jwtSecret, accessTokenTtlSeconds),
  }
}
