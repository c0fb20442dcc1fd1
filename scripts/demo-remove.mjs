import { runNode } from './setup/processes.mjs'
import { envFileFlags, main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'

/** Removes the made-up history: `npm run demo:remove`. The embedded database must not be open in a server meanwhile. */
await main(async () => {
  await prepare()
  return runNode(['--import=tsx', ...envFileFlags(), 'scripts/demo-remove-job.ts'], { show: true })
})
