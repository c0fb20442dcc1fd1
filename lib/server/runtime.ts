import type { IncomingMessage } from 'node:http'
import { parse } from 'cookie'
import { isDomainError } from '@/lib/domain/errors'
import type { Actor } from '@/lib/domain/accounts'
import { toConversation, toLogin, toUser } from '@/lib/domain/topics'
import { scaled } from '@/lib/domain/limits'
import { createContent } from './adapters/content/content'
import { createAgeProvider } from './adapters/age/http-provider'
import { createSimulatedTelephony } from './adapters/telephony/simulated'
import { createVapiTelephony } from './adapters/telephony/vapi'
import { createMessenger } from './adapters/messenger/messenger'
import { createRelayReach } from './adapters/turn/reach'
import { createWebAuthn } from './adapters/webauthn/webauthn'
import { createSentMail } from './adapters/messenger/sent-mail'
import type { Database } from './adapters/prisma/database'
import { createIds } from './adapters/system/ids'
import { revalidateLoginsAfterGaps } from './revalidate-logins'
import { createCredentials, type Credentials } from './auth/credentials'
import { createKnownDevices } from './auth/known-device'
import { createKnownHere, type KnownHere } from './auth/known-here'
import { createOneTime } from './auth/one-time'
import { createPasswords } from './auth/passwords'
import { createTokens } from './auth/tokens'
import { createFactorCodes } from './auth/factor-codes'
import { createSigner } from './auth/signer'
import { createTurnGrants } from './auth/turn-grants'
import { createWebSession } from './auth/web-session'
import { createPaymentProviders } from './adapters/payments/providers'
import { warnOfCeilings } from './ceiling-warnings'
import { warnOfPaymentProviders } from './payment-warnings'
import { createCore, type Services } from './core'
import { createDocuments } from './documents'
import type { Env } from './env'
import { createAlertWebhook } from './adapters/webhook/alert-webhook'
import { createFailures, type Failures } from './failures'
import type { FileStorage } from './file-storage'
import { createGroupCallForms } from './group-call-forms'
import { createFigures } from './figures'
import { GATEWAYS } from './gateways/all'
import { resumesOnConnect } from './gateways/omegoo/dialects/all'
import { GENERIC } from './gateways/omegoo/dialects/generic'
import type { Log } from './log'
import type { FanOut } from './ports/connections/fan-out'
import type { LogSource, SharedLogSource } from './ports/connections/log-source'
import type { Geo } from './ports/geo'
import type { Bus, Clock } from './ports/system'
import type { ConnectionsService } from './services/connections/connections'
import type { LimitsService } from './services/connections/limits'
import type { LoginsService } from './services/accounts/logins'
import type { SessionsService } from './services/sessions/sessions'
import { languageOf } from './request-language'
import { createReceiptPrivacy } from './receipt-privacy'
import type { Runtime, Viewer } from './runtime-slot'
import type { State } from './state'
import { namespaceAccess } from './transport/access'
import { clientAddress } from './transport/http/address'
import { createAddressGate } from './transport/sockets/address-gate'
import { requireForm, webSessionMethods } from './transport/rest/web-session-routes'
import { createOutboxRelay } from './services/outbox/relay'
import { createHandshakeReader, createResumePoints } from './transport/sockets/handshake'
import { createConnectionFactory } from './transport/sockets/connection'
import { createDispatch } from './transport/dispatch/dispatch'
import { createEmit } from './transport/delivery/emit'
import { createOriginPolicy } from './transport/http/origin'
import { createLogReader } from './transport/delivery/log-reader'
import { createProject, type Project } from './transport/delivery/project'
import { publishEvents } from './transport/delivery/publish-events'
import { createSharedLogs } from './transport/delivery/shared-logs'
import { createProxyWarning } from './transport/http/proxy-warning'
import { ADDRESS_HEADER, createRest, refused } from './transport/rest/rest'
import { createSocketCounters } from './transport/sockets/socket-counters'
import { authorizeBy } from './web-login'

interface Settings {
  readonly env: Env
  readonly jwtSecret: string
  readonly database: Database
  /** Where files of conversations are. */
  readonly files: FileStorage
  readonly geo: Geo
  readonly state: State
  readonly clock: Clock
  readonly log: Log
  /** What a password costs, as scrypt's N; for tests. */
  readonly passwordN?: number
}

const CONTRACTS = GATEWAYS.map(({ contract }) => contract)
const DOCUMENTS = createDocuments(CONTRACTS)
/** Readers of a client's handshake. */
const HANDSHAKE = {
  readHandshake: createHandshakeReader(CONTRACTS),
  resumePoints: createResumePoints(GATEWAYS),
}

/** Puts the core on its adapters and the contracts on the core. */
export function createRuntime(settings: Settings) {
  const { env, jwtSecret, geo, clock, log } = settings
  const { bus, failures } = createFailures(log, clock)
  warnOfCeilings({ bus, clock, log })
  const { fanOut } = settings.state
  const onError = (error: unknown) => failures.error({ err: error }, 'background work failed')
  const project = createProject({ gateways: GATEWAYS, strict: !env.production })
  publishEvents({ project, fanOut, bus })
  const { services, limits, knownLocations, connections, accountSockets, deliveries, ids, ...logs } =
    createCoreOnAdapters(settings, bus)
  const { counters, gate } = createSocketLimits(env, clock, bus)
  revalidateLoginsAfterGaps({ fanOut, logins: services.logins, onError })

  const auth = createAuth(env, jwtSecret, services.logins)
  const { credentials, origins, hasSessionCookie, knownDevices } = auth
  const knownHere = createKnownHere({ devices: knownDevices, knownLocations, clock })

  const ways = { gateways: GATEWAYS, services, limits, log: failures }
  const dispatch = createDispatch(ways)
  const { namespaces } = dispatch
  const { accessOf, connect, allGone, sendLostEnds } = createConnectionParts({
    dispatch,
    fanOut,
    connections,
    accountSockets,
    deliveries,
    liveConnections: settings.state.liveConnections,
    onCounted: services.broadcasts.countReached,
    counters,
    ...createDelivery({ project, fanOut, ...logs, conversations: services.conversations, clock, onError }),
    clock,
    onError,
  })
  const admission = { credentials, hasSessionCookie, gate, counters }
  const emit = createEmit({ fanOut, ...settings.database, onError })
  const rest = createRest({ ...ways, ...auth, knownHere, fanOut, geo, languageOf, clock })

  return {
    runtime: createSlot({ rest, auth, services, limits, knownHere, geo, jwtSecret, log, emit, env }),
    restPaths: rest.paths,
    services,
    bus,
    fanOut,
    connections,
    ...createOutboxOnAdapters(settings, failures, services),
    sendLostEnds,
    allGone,
    origins,
    addressOf: createAddressReader(env, clock, log),
    counters,
    /** What sockets of either kind need of the core. */
    socketDeps: { ...HANDSHAKE, ...admission, namespaces, accessOf, connect, ids },
  }
}

/** What leaves for other systems. What has no consumer is not written. */
function createOutboxOnAdapters(
  { database, clock, log, env: { alertWebhook } }: Settings,
  { error }: Failures,
  { alertNotices, factorNotices, paymentReceipts, refunds }: Services,
) {
  const { outboxStore } = database
  const outboxRelay = createOutboxRelay({ outboxStore, clock, log: { warn: log.warn.bind(log), error } })
  outboxRelay.consume('alert-mail', alertNotices.mail)
  if (alertWebhook)
    outboxRelay.consume('alert-webhook', alertNotices.webhook(createAlertWebhook(alertWebhook)))
  outboxRelay.consume('factor-removed', factorNotices.mail)
  outboxRelay.consume('receipt', paymentReceipts.mail)
  outboxRelay.consume('refund', refunds.carryOut)
  return { outboxRelay, outboxDepths: outboxRelay.depths }
}

interface DeliveryDeps {
  readonly project: Project
  readonly fanOut: FanOut
  readonly logSources: readonly LogSource[]
  readonly sharedLogSources: readonly SharedLogSource[]
  readonly conversations: Pick<Services['conversations'], 'positionsOf'>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** What connections are sent besides what is published to their people. */
function createDelivery(deps: DeliveryDeps) {
  const { project, logSources, sharedLogSources, conversations } = deps
  return {
    readers: logSources.map((source) => createLogReader(source, project)),
    sharedLogs: createSharedLogs({ ...deps, sources: sharedLogSources }),
    topicsOf: async ({ userId }: Actor) =>
      (await conversations.positionsOf(userId)).map(({ id, lastSeq }) => ({
        topic: toConversation(id),
        seq: lastSeq,
      })),
  }
}

interface SlotDeps {
  readonly rest: ReturnType<typeof createRest>
  readonly auth: ReturnType<typeof createAuth>
  readonly services: Services
  readonly limits: LimitsService
  readonly knownHere: KnownHere
  readonly geo: Geo
  readonly jwtSecret: string
  readonly log: Log
  readonly emit: Runtime['emit']
  readonly env: Pick<Env, 'smtp' | 'devOutbox'>
}

/** What pages and route handlers reach of the server. */
function createSlot(deps: SlotDeps): Runtime {
  const { rest, auth, services, limits, knownHere, geo, jwtSecret, log, emit, env } = deps
  return {
    emit,
    sendsMail: env.smtp !== undefined || env.devOutbox,
    figures: createFigures(services),
    receiptPrivacy: createReceiptPrivacy(services),
    groupCalls: createGroupCallForms(services),
    rest: rest.answer,
    handles: rest.handles,
    viewer: createViewerLookup(auth.credentials, services.sessions),
    webSession: {
      secret: jwtSecret,
      secureCookies: auth.secure,
      authorize: authorizeBy({ identity: services.identity, limits, knownHere, geo, log }),
      end: (loginId) => services.logins.endWebLogin(loginId),
      takes: (method, path) => webSessionMethods(path)?.includes(method) === true,
      admit: createAdmission(limits),
      note: (level, code) => log[level]({ code }, 'web session'),
    },
    live: services.live,
    textAnalytics: () => services.analytics.snapshot('text'),
    mediaAnalytics: services.analytics.mediaSnapshot,
    documents: DOCUMENTS,
  }
}

/** Counts a request to the web session's own routes, by address and route, and checks whether it can be read. */
function createAdmission(limits: LimitsService): Runtime['webSession']['admit'] {
  return async (request, path) => {
    const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
    try {
      await limits.consume('requests', address, `${request.method} ${path}`)
      await requireForm(request)
      return undefined
    } catch (error) {
      if (isDomainError(error)) return refused(error)
      throw error
    }
  }
}

/** The account behind a page request; undefined when its cookie is not valid (any more). */
function createViewerLookup(credentials: Credentials, sessions: SessionsService) {
  return async (cookie: string | null): Promise<Viewer | undefined> => {
    try {
      const actor = await credentials.actorOf({ cookie })
      if (!actor) return undefined
      const session = await sessions.current(actor.userId)
      return { ...actor, sessionId: session?.id ?? null, chatType: session?.chatType ?? null }
    } catch (error) {
      if (isDomainError(error)) return undefined
      throw error
    }
  }
}

/** Credentials of requests and handshakes, and the origins that they may come from. */
function createAuth(env: Env, jwtSecret: string, logins: LoginsService) {
  const secure = env.publicUrl?.startsWith('https:') ?? false
  const webSession = createWebSession({ secret: jwtSecret, secure })
  const hasSessionCookie = (cookie: string | undefined) =>
    cookie !== undefined && parse(cookie)[webSession.name] !== undefined
  const credentials = createCredentials({ logins, webSession })
  const knownDevices = createKnownDevices({ secret: jwtSecret, secure })
  return { webSession, knownDevices, credentials, origins: createOriginPolicy(env), hasSessionCookie, secure }
}

/** The core on the ports that the environment asks for. */
function createCoreOnAdapters(
  { env, jwtSecret, database, files, state, clock, log, passwordN }: Settings,
  bus: Bus,
) {
  const onRefused = () =>
    void bus.signal({ type: 'limit.exceeded', limit: 'passwordsAtOnce', at: clock.now() })
  const passwords = createPasswords({ onRefused, n: passwordN })
  const paymentProviders = createPaymentProviders(env.payments)
  warnOfPaymentProviders({ bus, log })
  const own = {
    ...createOwnPorts(env, jwtSecret),
    ...createMessaging(env, clock, log),
    passwords,
    paymentProviders,
  }
  const address = env.publicUrl ?? `http://localhost:${env.port}`
  const receiptSigner = createSigner('receipts', { ...database, clock, secret: jwtSecret })
  const ageProvider =
    env.ageProvider && createAgeProvider({ ...env.ageProvider, returnUrl: `${address}/age` })
  const telephony = env.telephony.vapi
    ? createVapiTelephony(env.telephony.vapi)
    : createSimulatedTelephony(clock)
  const ports = { ...database, ...files, ...state, ...own, receiptSigner, ageProvider, telephony, clock, bus }
  const core = createCore(ports, {
    limitFactor: env.rateLimitFactor,
    requiresFactor: env.requireSecondFactor,
    guestsMayContact: env.guestsMayContact,
    maxFileBytes: env.files.maxBytes,
    callMeshMax: env.callMeshMax,
    telephonePrefixes: env.telephony.prefixes,
    telephoneDailyMax: scaled(env.telephony.dailyMax, env.rateLimitFactor),
    maxSockets: scaled(env.maxSockets.perAccount, env.rateLimitFactor),
    address,
    ceilings: { email: env.mailPerHour, sms: env.smsPerHour },
    smsPrefixes: env.smsPrefixes,
    packages: env.payments.packages,
    stunUrls: env.ice.stunUrls,
    resumesOnConnect,
    dialectOfModes: GENERIC,
  })
  return { ...core, connections: createDeclaredConnections(core.connections, state.fanOut), ids: own.ids }
}

/** The client's address of a request, through as many proxies as are declared. */
function createAddressReader({ trustProxy }: Env, clock: Clock, log: Log) {
  const warnOfProxy = createProxyWarning({ trustProxy, clock, warn: (message) => log.warn(message) })
  return (request: IncomingMessage): string => {
    const { socket, headers } = request
    const forwardedFor = headers['x-forwarded-for']
    const address = clientAddress({ socketAddress: socket.remoteAddress, forwardedFor, trustProxy })
    warnOfProxy(request, address)
    return address
  }
}

/** How many sockets an account and an address may have, and what became of those beyond. */
function createSocketLimits({ maxSockets, rateLimitFactor }: Env, clock: Clock, bus: Bus) {
  const counters = createSocketCounters()
  const limits = {
    perAddress: scaled(maxSockets.perAddress, rateLimitFactor),
    perRange: scaled(maxSockets.perRange, rateLimitFactor),
    unauthenticated: scaled(maxSockets.unauthenticated, rateLimitFactor),
  }
  const onFlood = () =>
    void bus.signal({ type: 'limit.exceeded', limit: 'connectionsOfRange', at: clock.now() })
  return { counters, gate: createAddressGate({ limits, clock, counters, onFlood }) }
}

/** Connections, and which namespaces are open to whom, by the contracts' tables. */
function createConnectionParts(
  deps: Omit<Parameters<typeof createConnectionFactory>[0], 'contracts' | 'accessOf'>,
) {
  const accessOf = namespaceAccess(CONTRACTS)
  return { accessOf, ...createConnectionFactory({ ...deps, contracts: CONTRACTS, accessOf }) }
}

/** How messages leave for people, and where they are kept for trying things out. */
function createMessaging({ devOutbox, smtp, sms }: Env, clock: Clock, log: Log) {
  const sentMail = devOutbox ? createSentMail() : undefined
  return { sentMail, messenger: createMessenger({ smtp, sms, sentMail, clock, log }) }
}

/** Declares a connection once its subscriptions stand, so that a person who counts as here can be reached. */
function createDeclaredConnections(
  { declare, ...others }: ConnectionsService,
  fanOut: FanOut,
): ConnectionsService {
  return {
    async declare(actor, connection, capabilities, transport) {
      await Promise.all([toUser(actor.userId), toLogin(actor.loginId)].map((topic) => fanOut.settled(topic)))
      await declare(actor, connection, capabilities, transport)
    },
    ...others,
  }
}

/** What each process has of its own, and what it signs with. */
function createOwnPorts({ accessTokenTtlSeconds, ice, publicUrl }: Env, jwtSecret: string) {
  return {
    content: createContent(),
    oneTime: createOneTime(jwtSecret),
    factorCodes: createFactorCodes(jwtSecret),
    webAuthn: createWebAuthn(publicUrl),
    ids: createIds(),
    turnGrants: createTurnGrants(ice.turn, jwtSecret),
    relayReach: createRelayReach(ice.turn?.urls ?? []),
    tokens: createTokens(jwtSecret, accessTokenTtlSeconds),
  }
}
