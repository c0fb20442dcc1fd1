import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { buildFrameCheck } from './frame-check.mjs'
import { run, runNode } from './processes.mjs'
import { path, Refusal, ROOT, say } from './project.mjs'
import { bundleServiceWorker } from './service-worker.mjs'

/** Next adds what it wants to the tsconfig it is given: this one is made for it, and the project's own stays as it is. */
const BUILD_TSCONFIG = 'tsconfig.build.json'

async function buildPages(distDir, variables) {
  if (!existsSync(join(ROOT, 'app'))) return
  if (!readFileSync(join(ROOT, 'next.config.mjs'), 'utf8').includes('NEXT_TSCONFIG')) {
    throw new Refusal(
      'next.config.mjs must set typescript.tsconfigPath from NEXT_TSCONFIG, or every build changes tsconfig.json.',
    )
  }
  const tsconfig = join(ROOT, BUILD_TSCONFIG)
  writeFileSync(tsconfig, '{ "extends": "./tsconfig.json" }\n')
  try {
    await runNode([join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], {
      env: {
        ...process.env,
        ...variables,
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

/** Where the server reads its Lua files, beside its bundle as in the sources (adapters/redis/lua-source.ts). */
const LUA_FOLDER = 'lib/server/adapters/redis'
/** The embedded database's thread, which is started by its path (adapters/pglite/embedded-thread.ts). */
const THREAD = 'lib/server/adapters/pglite/database-thread.mjs'

/** What the server reads by its path, beside its bundle under the same names. */
function copyFiles(folder) {
  for (const name of readdirSync(join(ROOT, LUA_FOLDER), { recursive: true }))
    if (name.endsWith('.lua')) cpSync(join(ROOT, LUA_FOLDER, name), join(folder, name))
  cpSync(join(ROOT, THREAD), join(folder, basename(THREAD)))
}

async function bundleServer(entry) {
  copyFileSync(join(import.meta.dirname, 'server-entry.mjs'), entry)
  const outfile = join(dirname(entry), 'main.mjs')
  copyFiles(dirname(entry))
  const flags = [
    '--bundle',
    '--platform=node',
    '--target=node24',
    '--format=esm',
    '--packages=external',
    '--sourcemap',
  ]
  await run(join(ROOT, 'node_modules/.bin/esbuild'), ['server.ts', ...flags, `--outfile=${outfile}`], {
    failure: 'The server could not be built',
  })
}

/** Builds the pages into `distDir` (relative to the project) and the server into the file `server` and `main.mjs` beside it. */
export async function build({ distDir, server }) {
  say('Building (about half a minute).')
  rmSync(join(ROOT, distDir), { recursive: true, force: true })
  const frameCheck = await buildFrameCheck(join(ROOT, distDir))
  await buildPages(distDir, frameCheck.env)
  frameCheck.moveIn()
  await bundleServiceWorker(join(ROOT, distDir))
  await bundleServer(server)
}
