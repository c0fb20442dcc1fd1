import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './project.mjs'

/** What a build does not depend on. Anything not named here counts, so that a new folder is never forgotten. */
const IGNORED_FOLDERS = new Set([
  'node_modules', 'data', 'dist', 'docs', 'e2e', 'bench', 'faults', 'deploy', 'scripts', 'coverage',
  'playwright-report', 'test-results', 'generated', 'testing', 'migrations',
]) // prettier-ignore
const IGNORED_FILES =
  /^\.|\.test\.tsx?$|\.md$|\.tsbuildinfo$|^(next-env\.d\.ts|tsconfig\.build\.json|Dockerfile|compose\.yaml|knip\.json)$|^(vitest|playwright)\.config\.ts$/

function* inputs(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const at = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !IGNORED_FOLDERS.has(entry.name)) yield* inputs(at)
    } else if (entry.isFile() && !IGNORED_FILES.test(entry.name)) yield at
  }
}

/** What Next writes into the pages' code: public variables from the shell and from `.env` files. */
function publicVariables() {
  const files = ['.env', '.env.local', '.env.production', '.env.production.local'].map((name) =>
    join(ROOT, name),
  )
  const lines = files
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const shell = Object.entries(process.env).map(([name, value]) => `${name}=${value}`)
  return [...lines, ...shell]
    .filter((line) => line.startsWith('NEXT_PUBLIC_'))
    .sort((a, b) => (a < b ? -1 : 1))
}

/** Names a build by everything that goes into it: the same sources give the same 12 hexadecimal digits. */
export function sourcesFingerprint() {
  const hash = createHash('sha256').update(JSON.stringify(publicVariables()))
  for (const file of inputs(ROOT)) hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file))
  for (const name of ['build.mjs', 'frame-check.mjs', 'service-worker.mjs'])
    hash.update(readFileSync(join(ROOT, 'scripts/setup', name)))
  return hash.digest('hex').slice(0, 12)
}
