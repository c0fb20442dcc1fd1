import { ensureAdministrator } from '@/lib/server/administrator'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createGeo } from '@/lib/server/adapters/geo/geo'
import { createKeptSeal } from '@/lib/server/auth/audit-seal'
import { createSystemClock, type SystemClock } from '@/lib/server/adapters/system/clock'
import { fillDemoHistory } from '@/lib/server/demo/made-up-history'
import { startPartners } from '@/lib/server/demo/partners'
import { drainOn } from '@/lib/server/drain'
import { type Env, readEnv } from '@/lib/server/env'
import { createFileStorage } from '@/lib/server/file-storage'
import { isOutage } from '@/lib/server/failures'
import { createLog, type Log } from '@/lib/server/log'
import { createPages } from '@/lib/server/pages'
import { startRetention } from '@/lib/server/retention'
import { createRuntime } from '@/lib/server/runtime'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { loadSecrets } from '@/lib/server/secrets'
import { structureConsole } from '@/lib/server/structured-console'
import { openState, type State } from '@/lib/server/state'
import { serve } from '@/lib/server/serve'
import { announce, exitWith } from '@/lib/server/start'
import { inTurns } from '@/lib/server/transport/http/page-queue'
import { createFrameCheckFiles } from '@/lib/server/transport/http/frame-check-files'
import { createServiceWorker } from '@/lib/server/transport/http/service-worker'

/** A process that begins within this of the end of another is no earlier than it. */
const NOTE_TIME_MS = 1_000

/** Composition root: environment → adapters → runtime → port → drain. */
async function main(env: Env, log: Log): Promise<void> {
  if (env.production) structureConsole(console, log)
  const { jwtSecret } = await loadSecrets(env, (message) => log.warn(message))
  const geo = createGeo(env.geoDb)
  // Both load slowly, and neither needs the other.
  const [database, pages] = await Promise.all([
    openDatabase({
      url: env.databaseUrl,
      poolSize: env.databasePool,
      dataDir: env.dataDir,
      log,
      seal: createKeptSeal({ ...env, jwtSecret }, { now: Date.now, warn: (message) => log.warn(message) }),
    }),
    createPages(env),
  ])
  const state = await openState(env, { log, onTaken: exitWith })
  const clock = startClock(state, log)
  const files = createFileStorage(env)
  const runtime = createRuntime({ env, jwtSecret, database, files, geo, state, clock, log })
  await ensureAdministrator(env, runtime.services.identity, log)
  fillRuntimeSlot(runtime.runtime)
  const { addressOf } = runtime
  const server = serve({
    runtime,
    env,
    database,
    state,
    clock,
    log,
    answerers: (refusals) => [
      createServiceWorker(env.nextDistDir),
      createFrameCheckFiles(env.nextDistDir),
      { fits: () => true, handle: inTurns({ ...pages, addressOf, refusals }) },
    ],
    upgrades: [pages.hotReload],
  })
  const port = await server.listen(env)
  const stopRetention = startRetention({ ...database, ...runtime.services, clock, log })
  const partners = await startPartners(env.demoBots, runtime, clock)
  drainOn(['SIGTERM', 'SIGINT'], log, async (step) => {
    server.setReady(false)
    await server.stop(step, () => {
      partners.stop()
      stopRetention()
    })
    await step('pages', pages.close)
    // Who has just gone is looked for seconds later, and other things are done from time to time: not without a database.
    await step('background work', clock.stop)
    await step('state', state.close)
    await step('database', database.close)
  })
  announce(env.publicUrl ?? `http://localhost:${port}`, env.demoBots > 0)
  if (env.demoHistory) await fillDemoHistory(database.demoHistory, clock, log)
}

function startClock({ startsAt, noteTime }: State, log: Log): SystemClock {
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
