import { runNode } from './setup/processes.mjs'
import { envFileFlags, main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'

/** Runs the nightly deletion now: `npm run retention`. The embedded database must not be open in a server meanwhile. */
await main(async () => {
  await prepare()
  return runNode(['--import=tsx', ...envFileFlags(), 'scripts/retention-job.ts'], { show: true })
})
