import { runNode } from './setup/processes.mjs'
import { envFileFlags, main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'

/**
 * Makes the administrator of ADMIN_EMAIL although an ordinary account has the address: `npm run admin:claim`. The server must
 * not run meanwhile.
 */
await main(async () => {
  await prepare()
  return runNode(['--import=tsx', ...envFileFlags(), 'scripts/admin-claim-job.ts'], { show: true })
})
