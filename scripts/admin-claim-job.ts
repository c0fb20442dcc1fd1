import { createGeo } from '@/lib/server/adapters/geo/geo'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createSystemClock } from '@/lib/server/adapters/system/clock'
import { claimAdministrator } from '@/lib/server/administrator'
import { createKeptSeal } from '@/lib/server/auth/audit-seal'
import { readEnv } from '@/lib/server/env'
import { createFileStorage } from '@/lib/server/file-storage'
import { createLog } from '@/lib/server/log'
import { createRuntime } from '@/lib/server/runtime'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith } from '@/lib/server/start'
import { createMemoryState } from '@/lib/server/state'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const { jwtSecret } = await loadSecrets(env, (message) => log.warn(message))
  const database = await openDatabase({
    url: env.databaseUrl,
    dataDir: env.dataDir,
    poolSize: 1,
    log,
    seal: createKeptSeal({ ...env, jwtSecret }, { now: Date.now, warn: (message) => log.warn(message) }),
  })
  const clock = createSystemClock(exitWith)
  // Nothing of what lives for seconds is needed, wherever the servers keep it.
  const state = createMemoryState()
  const geo = createGeo(undefined)
  const files = createFileStorage(env)
  const { services } = createRuntime({ env, jwtSecret, database, files, geo, state, clock, log })
  const outcome = await claimAdministrator(env, { ...database, identity: services.identity, clock })
  await database.close()
  process.stdout.write(`\n${outcome}\n\n`)
} catch (error) {
  exitWith(error)
}
