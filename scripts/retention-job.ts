import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { enforceRetention } from '@/lib/server/retention'
import { exitWith } from '@/lib/server/start'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, poolSize: 1, log })
  await enforceRetention(database.retention, Date, log)
  await database.close()
} catch (error) {
  exitWith(error)
}
