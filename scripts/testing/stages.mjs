import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { forgetUser, recordUser } from '../setup/builds.mjs'
import { runNode } from '../setup/processes.mjs'
import { nodeBinary, ROOT, say } from '../setup/project.mjs'
import { prepareBuild } from '../setup/setup.mjs'
import { findBrowser } from './browser.mjs'
import { startEngines, startTurn } from './engines.mjs'
import { faultsCount, playwrightCount, resultsFile, vitestCount } from './results.mjs'
import { temporaryFolder } from './throwaway.mjs'

const inCi = ['1', 'true'].includes(process.env.CI ?? '')

/** What is missing on this machine is skipped with a line; in CI that is a failure. */
function skip(what) {
  console.log(`skipped: ${what}`)
  return { passed: 0, failed: inCi ? 1 : 0, skipped: 0, failures: inCi ? [`skipped: ${what}`] : [] }
}

export const sum = (counts) => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
  /** What failed, a line each, for the end of a long run. */
  failures: counts.flatMap(({ failures = [] }) => failures),
})

/** Unit and wire tests. Suites that need an engine find it through TEST_DATABASE_URL, TEST_REDIS_URL and TEST_TURN_URL. */
export async function runUnitTests(args = []) {
  const engines = await startEngines()
  try {
    const skipped = engines.missing.map((name) => skip(`suites that need ${name} (none found)`))
    const file = resultsFile('vitest')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await runNode([join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args], {
      env: { ...process.env, ...engines.env, NODE_ENV: 'test' },
      show: true,
    })
    return sum([...skipped, vitestCount(file, code)])
  } finally {
    await engines.stop()
  }
}

/** Tests in a browser against the built server, on a free port with a database of its own. */
export async function runBrowserTests(args = []) {
  if (!existsSync(join(ROOT, 'e2e'))) return skip('browser tests (there are none)')
  const browser = await findBrowser()
  if (!browser) return skip('browser tests (no Chromium found: install it, or name one in CHROMIUM_PATH)')
  const build = await prepareBuild((current) => {
    recordUser(current, process.pid)
    return current
  })
  say(
    `Testing in ${browser}; report in playwright-report/, pictures in test-results/; '-- --trace on' records what happens.`,
  )
  const relay = await startTurn()
  const skipped = relay ? [] : [skip('flows that need coturn (none found)')]
  const file = resultsFile('playwright')
  const code = await runNode(
    [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--pass-with-no-tests', ...args],
    {
      env: {
        ...process.env,
        CHROMIUM_PATH: browser,
        E2E_NODE: nodeBinary(),
        E2E_SERVER: build.server,
        E2E_DIST_DIR: build.nextDistDir,
        E2E_DATA_DIR: temporaryFolder('e2e'),
        E2E_RESULTS: file,
        ...(relay && { E2E_TURN_URL: relay.url, E2E_TURN_SECRET: relay.secret }),
      },
      show: true,
    },
  )
  forgetUser(build, process.pid)
  await relay?.stop()
  return sum([...skipped, playwrightCount(file, code)])
}

/** Breaks the built server and its engines while people chat, and checks that nothing acknowledged is lost. */
export async function runFaults(args = []) {
  const build = await prepareBuild((current) => {
    recordUser(current, process.pid)
    return current
  })
  const file = resultsFile('faults')
  const code = await runNode(['--import=tsx', join(ROOT, 'faults/run.ts'), ...args], {
    env: {
      ...process.env,
      FAULTS_SERVER: build.server,
      FAULTS_DIST_DIR: build.nextDistDir,
      FAULTS_RESULTS: file,
    },
    show: true,
  })
  forgetUser(build, process.pid)
  const { skipped, ...count } = faultsCount(file, code)
  return { ...count, failed: inCi ? count.failed + skipped : count.failed, skipped }
}
