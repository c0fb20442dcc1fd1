import { ensureAdministrator } from '@/lib/server/administrator'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createGeo } from '@/lib/server/adapters/geo/geo'
import { createSystemClock } from '@/lib/server/adapters/system/clock'
import { fillDemoHistory } from '@/lib/server/demo/made-up-history'
import { startPartners } from '@/lib/server/demo/partners'
import { drainOn } from '@/lib/server/drain'
import { type Env, readEnv } from '@/lib/server/env'
import { isOutage } from '@/lib/server/failures'
import { recoverFromStateLoss } from '@/lib/server/state-loss'
import { createLog, type Log } from '@/lib/server/log'
import { createMetrics } from '@/lib/server/metrics'
import { createPages } from '@/lib/server/pages'
import { startRetention } from '@/lib/server/retention'
import { createRuntime } from '@/lib/server/runtime'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { loadSecrets } from '@/lib/server/secrets'
import { structureConsole } from '@/lib/server/structured-console'
import type { Clock } from '@/lib/server/ports/system'
import { openState, type State } from '@/lib/server/state'
import { announce, exitWith, listen, stopAccepting } from '@/lib/server/start'
import { refusalPage } from '@/lib/server/refusal-page'
import { createHttpServer } from '@/lib/server/transport/http/http'
import { inTurns } from '@/lib/server/transport/http/page-queue'
import { createRefusals } from '@/lib/server/transport/http/port-refusals'
import { createProbes } from '@/lib/server/transport/http/probes'
import { createRawSocketServer } from '@/lib/server/transport/sockets/raw-socket'
import { createServiceWorker } from '@/lib/server/transport/http/service-worker'
import { createSocketServer } from '@/lib/server/transport/sockets/socket-io'
import { routeUpgrades } from '@/lib/server/transport/sockets/upgrade'

/** A process that begins within this of the end of another is no earlier than it. */
const NOTE_TIME_MS = 1_000

/** Composition root: environment → adapters → runtime → transports → listen → drain. */
async function main(env: Env, log: Log): Promise<void> {
  if (env.production) structureConsole(console, log)
  const { jwtSecret } = await loadSecrets(env, (message) => log.warn(message))
  const geo = createGeo(env.geoDb)
  // Both take their time to load, and neither needs the other.
  const [database, pages] = await Promise.all([
    openDatabase({ url: env.databaseUrl, poolSize: env.databasePool, dataDir: env.dataDir, log }),
    createPages(env),
  ])
  const state = await openState(env, { log, onTaken: exitWith })
  const clock = startClock(state, log)
  const server = createRuntime({ env, jwtSecret, database, geo, state, clock, log })
  const { services, origins, addressOf, socketDeps } = server
  await ensureAdministrator(env, services.identity, log)
  fillRuntimeSlot(server.runtime)
  const refusals = createRefusals(refusalPage)
  const sockets = createSocketServer({ ...socketDeps, origins, addressOf, refusals, clock, log })
  const rawSockets = createRawSocketServer({ ...socketDeps, origins, addressOf, refusals, clock, log })
  recoverFromStateLoss({ ...server, ...state, servers: [sockets, rawSockets], clock, log })
  let isReady = false
  const probes = createProbes({
    ping: database.ping,
    redis: state.redis,
    live: services.live,
    isReady: () => isReady,
    metrics: createMetrics({
      ...server,
      live: services.live,
      connections: () => sockets.connections() + rawSockets.connections(),
      unauthenticated: socketDeps.gate.unauthenticated,
      unwanted: server.counters.read,
      heldBack: state.waitingRoom.heldBack,
      handled: state.fanOut.handled,
    }),
    metricsToken: env.metricsToken,
    database: env.databaseUrl ? 'postgresql' : 'embedded',
  })
  const everythingElse = { fits: () => true, handle: inTurns({ ...pages, addressOf, refusals }) }
  const http = createHttpServer({
    handlers: [sockets, probes, createServiceWorker(env.nextDistDir), everythingElse],
    addressOf,
    origins,
    restPaths: server.restPaths,
    refusals,
    behindProxy: env.trustProxy > 0,
    log,
  })
  const routes = [
    { fits: sockets.fits, handle: sockets.handleUpgrade },
    { fits: rawSockets.fits, handle: rawSockets.handleUpgrade },
    pages.hotReload,
  ]
  routeUpgrades(http, { routes, refusals, log })

  const port = await listen(http, env)
  isReady = true
  const stopRetention = startRetention(database.retention, clock, log)
  const partners = await startPartners(env.demoBots, server, clock)
  drainOn(['SIGTERM', 'SIGINT'], log, async (step) => {
    isReady = false
    const answered = stopAccepting(http)
    partners.stop()
    stopRetention()
    rawSockets.close()
    await step('sockets', sockets.close)
    await step('requests', answered)
    await step('pages', pages.close)
    await step('state', state.close)
    await step('database', database.close)
  })
  announce(env.publicUrl ?? `http://localhost:${port}`)
  if (env.demoHistory) await fillDemoHistory(database.demoHistory, clock, log)
}

function startClock({ startsAt, noteTime }: State, log: Log): Clock {
  const clock = createSystemClock((error) => {
    if (!isOutage(error)) log.error({ err: error }, 'background work failed')
  }, startsAt)
  clock.every(NOTE_TIME_MS, () => noteTime(clock.now()))
  return clock
}

try {
  const env = readEnv(process.env)
  await main(env, createLog(env.logLevel))
} catch (error) {
  exitWith(error)
}
