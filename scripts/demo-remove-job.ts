import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { createKeptSeal } from '@/lib/server/auth/audit-seal'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith } from '@/lib/server/start'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const warn = (message: string) => log.warn(message)
  const { jwtSecret } = await loadSecrets(env, warn)
  const seal = createKeptSeal({ ...env, jwtSecret }, { now: Date.now, warn })
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log, seal })
  const wasThere = await database.demoHistory.remove(DEFAULT_TENANT)
  log.info(wasThere ? 'The made-up history is gone' : 'There was no made-up history')
  await database.close()
} catch (error) {
  exitWith(error)
}
