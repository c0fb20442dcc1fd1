import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith } from '@/lib/server/start'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const seal = createAuditSeal((await loadSecrets(env, (message) => log.warn(message))).jwtSecret)
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log, seal })
  const wasThere = await database.demoHistory.remove(DEFAULT_TENANT)
  log.info(wasThere ? 'The made-up history is gone' : 'There was no made-up history')
  await database.close()
} catch (error) {
  exitWith(error)
}
