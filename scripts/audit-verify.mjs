import { runNode } from './setup/processes.mjs'
import { envFileFlags, main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'

/**
 * Verifies the chain of the audit log: `npm run audit:verify`; ends with 1 where it is broken, or where entries are without proof and
 * no `-- --accept-unverifiable=<how many>` accepts them. The embedded database must not be open in a server meanwhile.
 */
await main(async () => {
  await prepare()
  return runNode(
    ['--import=tsx', ...envFileFlags(), 'scripts/audit-verify-job.ts', ...process.argv.slice(2)],
    { show: true },
  )
})
