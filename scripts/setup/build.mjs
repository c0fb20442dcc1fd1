import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './processes.mjs'
import { nodeBinary, path, ROOT, say } from './project.mjs'

/** Next adds what it wants to the tsconfig it is given: this one is made for it, and the project's own stays as it is. */
const BUILD_TSCONFIG = 'tsconfig.build.json'

async function buildPages(distDir) {
  if (!existsSync(join(ROOT, 'app'))) return
  const tsconfig = join(ROOT, BUILD_TSCONFIG)
  writeFileSync(tsconfig, '{ "extends": "./tsconfig.json" }\n')
  try {
    await run(nodeBinary(), [join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], {
      env: {
        ...process.env,
        PATH: path({ own: true }),
        NODE_ENV: 'production',
        NEXT_DIST_DIR: distDir,
        NEXT_TSCONFIG: BUILD_TSCONFIG,
        NEXT_TELEMETRY_DISABLED: '1',
      },
      failure: 'The pages could not be built',
    })
  } finally {
    rmSync(tsconfig, { force: true })
    rmSync(join(ROOT, 'next-env.d.ts'), { force: true }) // names this build; "npm run check" and dev write their own
  }
}

async function bundleServer(outfile) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['server.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

/** Builds the pages into `distDir` (relative to the project) and the server into the file `server`. */
export async function build({ distDir, server }) {
  say('Building (about half a minute).')
  rmSync(join(ROOT, distDir), { recursive: true, force: true })
  await buildPages(distDir)
  await bundleServer(server)
  return dirname(server)
}
