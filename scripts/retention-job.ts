import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { enforceRetention } from '@/lib/server/retention'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith } from '@/lib/server/start'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const seal = createAuditSeal((await loadSecrets(env, (message) => log.warn(message))).jwtSecret)
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, poolSize: 1, log, seal })
  await enforceRetention(database.retention, Date, log)
  await database.close()
} catch (error) {
  exitWith(error)
}
