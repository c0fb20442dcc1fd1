import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { exitWith } from '@/lib/server/start'

try {
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, log })
  const wasThere = await database.demoHistory.remove(DEFAULT_TENANT)
  log.info(wasThere ? 'The made-up history is gone' : 'There was no made-up history')
  await database.close()
} catch (error) {
  exitWith(error)
}
