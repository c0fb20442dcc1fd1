import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../scripts/testing/browser.mjs'
import { freePort } from '../scripts/testing/free-port.mjs'

/**
 * Prints Lighthouse's scores for a mid-range phone: the median of three runs of each page, of the build in
 * `dist/` (`npm run build`), on a server of its own. Nothing fails by it. Lighthouse is fetched by npx, which
 * needs the npm registry the first time; it is not a dependency. Run: node bench/lighthouse.mjs [path …]
 */
const RUNS = 3
const PATHS = ['/', '/gate', '/chat', '/sign-in']
const CATEGORIES = ['performance', 'accessibility', 'best-practices']
const METRICS = [
  { audit: 'first-contentful-paint', name: 'FCP ms' },
  { audit: 'largest-contentful-paint', name: 'LCP ms' },
  { audit: 'total-blocking-time', name: 'TBT ms' },
  { audit: 'cumulative-layout-shift', name: 'CLS', digits: 3 },
]
const READY_WITHIN_MS = 30_000
const POLL_MS = 200

const folder = mkdtempSync(join(tmpdir(), 'omegoo-lighthouse-'))
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

async function serve() {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    NEXT_DIST_DIR: 'dist/next',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    REDIS_URL: '',
  }
  const server = spawn(process.execPath, ['dist/server.mjs'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const giveUpAt = Date.now() + READY_WITHIN_MS
  while (!(await isReady(url))) {
    if (server.exitCode !== null || Date.now() > giveUpAt)
      throw new Error('The server did not start. Is there a build? npm run build')
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return { url, server }
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false // Nobody listens yet.
  }
}

async function judge(address, browser) {
  const file = join(folder, 'report.json')
  const flags = [
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    '--form-factor=mobile',
    `--only-categories=${CATEGORIES.join(',')}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
  ]
  const run = spawn('npx', ['--yes', 'lighthouse@13', address, ...flags], {
    env: { ...process.env, CHROME_PATH: browser, npm_config_loglevel: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(run, 'exit')
  if (code !== 0) throw new Error(`Lighthouse ended with code ${code}.`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

function report(path, runs) {
  const scores = CATEGORIES.map((name) => [
    name,
    median(runs.map(({ categories }) => Math.round(categories[name].score * 100))),
  ])
  const metrics = METRICS.map(({ audit, name, digits = 0 }) => [
    name,
    Number(median(runs.map(({ audits }) => audits[audit].numericValue)).toFixed(digits)),
  ])
  const line = [...scores, ...metrics].map(([name, value]) => `${name} ${value}`).join(', ')
  console.log(`${path}: ${line}; load ${loadavg()[0].toFixed(1)}`)
  const short = runs.at(-1)
  for (const { refs, name } of CATEGORIES.slice(1).map((key) => ({
    refs: short.categories[key].auditRefs,
    name: key,
  })))
    for (const { id, weight } of refs)
      if (weight > 0 && short.audits[id].score !== null && short.audits[id].score < 1)
        console.log(`  ${name}: ${short.audits[id].title}`)
}

const browser = await findBrowser()
if (!browser) throw new Error('No Chromium found: install it, or name one in CHROMIUM_PATH.')
const { url, server } = await serve()
try {
  const given = process.argv.slice(2)
  for (const path of given.length > 0 ? given : PATHS) {
    const runs = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await judge(url + path, browser))
    report(path, runs)
  }
} finally {
  server.kill('SIGTERM')
  if (server.exitCode === null) await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true })
}
