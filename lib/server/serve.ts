import type { Server } from 'node:http'
import type { Database } from './adapters/prisma/database'
import type { Step } from './drain'
import type { Env } from './env'
import type { Log } from './log'
import { createMetrics } from './metrics'
import type { Clock } from './ports/system'
import { refusalPage } from './refusal-page'
import type { createRuntime } from './runtime'
import { listen, stopAccepting } from './start'
import type { State } from './state'
import { recoverFromStateLoss } from './state-loss'
import { createHttpServer, type Handler, type Patience } from './transport/http/http'
import { createRefusals, type Refusals } from './transport/http/port-refusals'
import { createProbes } from './transport/http/probes'
import { measureOwnDelay } from './transport/sockets/own-delay'
import { createRawSocketServer } from './transport/sockets/raw-socket'
import { createSocketServer, type Heartbeat } from './transport/sockets/socket-io'
import { routeUpgrades, type UpgradeHandler } from './transport/sockets/upgrade'

interface Fitting<Handle> {
  readonly fits: (path: string) => boolean
  readonly handle: Handle
}

interface Deps {
  readonly runtime: ReturnType<typeof createRuntime>
  readonly env: Pick<Env, 'trustProxy' | 'metricsToken' | 'databaseUrl'>
  readonly database: Pick<Database, 'ping'>
  readonly state: State
  readonly clock: Clock
  readonly log: Log
  /** Answers what neither sockets nor probes do; the first that fits. */
  readonly answerers: (refusals: Refusals) => readonly Fitting<Handler>[]
  /** WebSockets beside the contracts'. */
  readonly upgrades?: readonly Fitting<UpgradeHandler>[]
  /** For tests: how long requests and connections may take. */
  readonly patience?: Patience | undefined
  readonly heartbeat?: Heartbeat | undefined
}

/** Puts HTTP, sockets, upgrades and probes on one port, for the product and for tests alike. */
export function serve(deps: Deps) {
  const { runtime, env, log, answerers, upgrades = [], patience } = deps
  const { origins, addressOf, restPaths } = runtime
  const refusals = createRefusals(refusalPage)
  const { sockets, rawSockets, connections } = createSockets(deps, refusals)
  let isReady = false
  const probes = createProbes(probing(deps, connections, () => isReady))
  const http = createHttpServer({
    handlers: [sockets, probes, ...answerers(refusals)],
    addressOf,
    origins,
    restPaths,
    refusals,
    behindProxy: env.trustProxy > 0,
    log,
    ...(patience && { patience }),
  })
  const routes = [
    { fits: sockets.fits, handle: sockets.handleUpgrade },
    { fits: rawSockets.fits, handle: rawSockets.handleUpgrade },
    ...upgrades,
  ]
  routeUpgrades(http, { routes, refusals, log })

  return {
    /** Listens, and is ready from then on. @returns the port @throws with a sentence that says what to do */
    async listen(where: { port: number; host: string | undefined }): Promise<number> {
      const port = await listen(http, where)
      isReady = true
      return port
    },
    /** Sets what `/readyz` answers. */
    setReady: (ready: boolean) => void (isReady = ready),
    /** Open sockets of either kind. */
    connections,
    /** Stops in order: no new connections, clients sent elsewhere, requests under way answered. */
    stop: (step: Step, whileClosing?: () => void) =>
      stopServing({ http, sockets, rawSockets, allGone: runtime.allGone }, step, whileClosing),
    /** Drops what is still open; for tests. */
    dropAll: () => http.closeAllConnections(),
  }
}

/** Socket.IO and raw WebSockets, on the same connections. */
function createSockets({ runtime, state, clock, log, heartbeat }: Deps, refusals: Refusals) {
  const { origins, addressOf, socketDeps } = runtime
  const needs = { ...socketDeps, ownDelay: measureOwnDelay(), origins, addressOf, refusals, clock, log }
  const sockets = createSocketServer({ ...needs, ...(heartbeat && { heartbeat }) })
  const rawSockets = createRawSocketServer(needs)
  recoverFromStateLoss({ ...runtime, ...state, servers: [sockets, rawSockets], clock, log })
  return { sockets, rawSockets, connections: () => sockets.connections() + rawSockets.connections() }
}

/** What load balancers and Prometheus are shown. */
function probing({ runtime, env, database, state }: Deps, connections: () => number, isReady: () => boolean) {
  const { live, relayWatch } = runtime.services
  return {
    ping: database.ping,
    redis: state.redis,
    relay: relayWatch.check,
    live,
    isReady,
    metrics: createMetrics({
      ...runtime,
      live,
      connections,
      unauthenticated: runtime.socketDeps.gate.unauthenticated,
      unwanted: runtime.counters.read,
      heldBack: state.waitingRoom.heldBack,
      handled: state.fanOut.handled,
    }),
    metricsToken: env.metricsToken,
    database: env.databaseUrl ? 'postgresql' : 'embedded',
  }
}

interface Parts {
  readonly http: Server
  readonly sockets: { close(): Promise<void> }
  readonly rawSockets: { close(): void }
  /** Once what follows from the end of connections is done. */
  readonly allGone: () => Promise<void>
}

async function stopServing(
  { http, sockets, rawSockets, allGone }: Parts,
  step: Step,
  whileClosing?: () => void,
): Promise<void> {
  const answered = stopAccepting(http)
  whileClosing?.()
  rawSockets.close()
  await step('sockets', sockets.close)
  await step('what follows from their end', allGone)
  await step('requests', answered)
}
