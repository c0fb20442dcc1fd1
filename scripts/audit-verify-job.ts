import { parseArgs } from 'node:util'
import { openDatabase } from '@/lib/server/adapters/prisma/database'
import { chainSentence, isWhole } from '@/lib/server/audit-verdict'
import { createKeptSeal } from '@/lib/server/auth/audit-seal'
import { readEnv } from '@/lib/server/env'
import { createLog } from '@/lib/server/log'
import { loadSecrets } from '@/lib/server/secrets'
import { exitWith } from '@/lib/server/start'

/** `--accept-unverifiable=<how many>`: entries that are known to be without proof. */
function readAccepted(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { 'accept-unverifiable': { type: 'string' } } })
  const given = values['accept-unverifiable'] ?? '0'
  if (!/^\d{1,15}$/.test(given)) throw new Error('--accept-unverifiable takes a number')
  return Number(given)
}

try {
  const accepted = readAccepted(process.argv.slice(2))
  const env = readEnv(process.env)
  const log = createLog(env.logLevel)
  const { jwtSecret } = await loadSecrets(env, (message) => log.warn(message))
  const seal = createKeptSeal({ ...env, jwtSecret }, { now: Date.now, warn: (message) => log.warn(message) })
  const database = await openDatabase({ url: env.databaseUrl, dataDir: env.dataDir, poolSize: 1, log, seal })
  const reports = await database.auditChains.verify()
  await database.close()
  const sentences = reports.map(chainSentence)
  process.stdout.write(`\n${sentences.join('\n') || 'The audit log is empty.'}\n\n`)
  if (!isWhole(reports, accepted)) process.exitCode = 1
} catch (error) {
  exitWith(error)
}
