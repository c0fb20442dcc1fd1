import { createServer } from 'node:http'
import next from 'next'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createSystemClock } from '@/lib/server/adapters/system/clock'
import { startPartners } from '@/lib/server/demo/partners'
import { drainOn } from '@/lib/server/drain'
import { type Env, readEnv } from '@/lib/server/env'
import { createLog, type Log } from '@/lib/server/log'
import { createMetrics } from '@/lib/server/metrics'
import { startRetention } from '@/lib/server/retention'
import { createRuntime } from '@/lib/server/runtime'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith, listen } from '@/lib/server/start'
import { createHttpServer } from '@/lib/server/transport/http'
import { createProbes } from '@/lib/server/transport/probes'
import { createSocketServer } from '@/lib/server/transport/socket-io'
import { routeUpgrades } from '@/lib/server/transport/upgrade'

/** Composition root: environment → adapters → runtime → transports → listen → drain. */
async function main(env: Env, log: Log): Promise<void> {
  const { jwtSecret } = await loadSecrets(env, (message) => log.warn(message))
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log })
  const onError = (error: unknown) => log.error({ err: error }, 'background work failed')
  const clock = createSystemClock(onError)
  const server = createRuntime({ env, jwtSecret, database, clock, log })
  fillRuntimeSlot(server.runtime)
  const { services, bus, origins, addressOf, socketDeps } = server
  if (env.adminEmail && env.adminPassword)
    await services.identity.ensureAdministrator(DEFAULT_TENANT, env.adminEmail, env.adminPassword)

  const sockets = createSocketServer({ ...socketDeps, origins, addressOf, clock, log })
  // Next listens for upgrades on the server it is given: this one nobody connects to.
  const decoy = createServer()
  const app = next({
    dev: !env.production,
    httpServer: decoy,
    port: env.port,
    hostname: env.host ?? 'localhost',
  })
  await app.prepare()
  const pages = app.getRequestHandler()

  let isReady = false
  const probes = createProbes({
    ping: database.ping,
    live: services.live,
    isReady: () => isReady,
    metrics: createMetrics({ bus, live: services.live, connections: sockets.connections }),
    metricsToken: env.metricsToken,
    database: env.databaseUrl ? 'postgresql' : 'embedded',
  })
  const isSocketIo = (path: string) => path === '/socket.io/' || path === '/socket.io'
  const http = createHttpServer({
    handlers: [
      { fits: isSocketIo, handle: (request, response) => sockets.handleRequest(request, response) },
      probes,
      { fits: () => true, handle: (request, response) => pages(request, response) },
    ],
    addressOf,
    origins,
    log,
  })
  const isHotReload = (path: string) => !env.production && path.startsWith('/_next/')
  routeUpgrades(
    http,
    [
      { fits: isSocketIo, handle: sockets.handleUpgrade },
      { fits: isHotReload, handle: (...upgrade) => void decoy.emit('upgrade', ...upgrade) },
    ],
    (error) => log.debug({ err: error }, 'a socket broke during its upgrade'),
  )

  const port = await listen(http, env)
  isReady = true
  const stopRetention = startRetention(database.retention, clock, log)
  const partners = await startPartners(env.demoBots, server, clock)
  drainOn(['SIGTERM', 'SIGINT'], log, [
    () => void (isReady = false),
    () => partners.stop(),
    () => stopRetention(),
    () => sockets.close(),
    () => new Promise<void>((resolve) => (http.close(() => resolve()), http.closeIdleConnections())),
    () => app.close(),
    () => database.close(),
  ])
  const address = env.publicUrl ?? `http://localhost:${port}`
  process.stdout.write(
    `\nOmegoo is at ${address}\nOpen it in two windows, say hello to yourself; Ctrl+C stops it.\n\n`,
  )
}

const started = (): Promise<void> => {
  const env = readEnv(process.env)
  return main(env, createLog(env.logLevel))
}
await started().catch(exitWith)
