import { rmSync, writeFileSync } from 'node:fs'
import { build } from './build.mjs'
import { buildAt, isComplete, removeOldBuilds } from './builds.mjs'
import { sourcesFingerprint } from './fingerprint.mjs'
import { install } from './install.mjs'
import { withLock } from './lock.mjs'
import { generate } from './prisma.mjs'
import { BUILDS } from './project.mjs'

/** Dependencies and generated code: what development, tests and checks need. */
export const prepare = () =>
  withLock(BUILDS, async () => {
    await install()
    await generate()
  })

/**
 * Everything a production server needs. Sources that were built before are not built again.
 *
 * @param use - called with the complete build while the set-up is still locked, to record who runs from it.
 */
export const prepareBuild = (use) =>
  withLock(BUILDS, async () => {
    await install()
    await generate()
    const current = buildAt(sourcesFingerprint())
    if (!isComplete(current)) {
      rmSync(current.folder, { recursive: true, force: true })
      await build({ distDir: current.nextDistDir, server: current.server })
      writeFileSync(current.complete, new Date().toISOString())
    }
    const result = await use(current)
    removeOldBuilds(current)
    return result
  })
