import { forgetUser, recordUser } from './setup/builds.mjs'
import { envFileFlags, main, nodeBinary, SERVER_FLAGS } from './setup/project.mjs'
import { endWithNpm, exitOf, forwardStops, spawnGuarded } from './setup/server-process.mjs'
import { prepareBuild } from './setup/setup.mjs'

const DEMO_BOTS = '3'

/** Sets up what is missing and runs the production server until it ends; its exit code is ours. */
await main(async () => {
  const demo = process.argv.includes('--demo')
  let stopped = false
  let child
  forwardStops(
    () => child,
    () => {
      stopped = true
      if (!child) process.exit(130)
    },
  )
  endWithNpm(() => child)

  const build = await prepareBuild((current) => {
    if (stopped) return current
    child = spawnGuarded(nodeBinary(), [...SERVER_FLAGS, ...envFileFlags(), current.server], {
      ...process.env,
      ...(demo && {
        DEMO_BOTS: process.env.DEMO_BOTS ?? DEMO_BOTS,
        DEMO_HISTORY: process.env.DEMO_HISTORY ?? 'embedded',
        PAYMENT_SIMULATED: process.env.PAYMENT_SIMULATED ?? '1',
      }),
      NODE_ENV: 'production',
      NEXT_DIST_DIR: current.nextDistDir,
    })
    if (child.pid !== undefined) recordUser(current, child.pid)
    return current
  })
  const code = await exitOf(child)
  forgetUser(build, child.pid)
  return code
})
