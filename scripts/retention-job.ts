import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createKeptSeal } from '@/lib/server/auth/audit-seal'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { enforceRetention } from '@/lib/server/retention'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith } from '@/lib/server/start'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const warn = (message: string) => log.warn(message)
  const { jwtSecret } = await loadSecrets(env, warn)
  const seal = createKeptSeal({ ...env, jwtSecret }, { now: Date.now, warn })
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, poolSize: 1, log, seal })
  await enforceRetention(database.retention, Date, log)
  await database.close()
} catch (error) {
  exitWith(error)
}
