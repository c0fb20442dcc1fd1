import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../setup/project.mjs'

const FOLDER = join(ROOT, '.cache')

/** Where a runner is to write its results; what an earlier run left there is removed. */
export function resultsFile(name) {
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${name}-results.json`)
  rmSync(file, { force: true })
  return file
}

/** A runner that failed without naming a failed test has failed once all the same. */
const atLeastOne = (failed, code) => (failed === 0 && code !== 0 ? 1 : failed)

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** Counts what vitest's JSON reporter wrote. A file that could not be loaded counts as one failed test. */
export function vitestCount(file, code) {
  const report = read(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
  })
  return {
    passed: report.numPassedTests,
    failed: atLeastOne(report.numFailedTests + broken.length, code),
    skipped: report.numPendingTests,
  }
}

/** Counts what Playwright's JSON reporter wrote. */
export function playwrightCount(file, code) {
  const stats = read(file)?.stats
  if (!stats) return { passed: 0, failed: 1, skipped: 0 }
  return {
    passed: stats.expected,
    failed: atLeastOne(stats.unexpected + stats.flaky, code),
    skipped: stats.skipped,
  }
}

/** Reads what the fault runner counted. */
export function faultsCount(file, code) {
  const { passed, failed, skipped } = read(file) ?? { passed: 0, failed: 0, skipped: 0 }
  return { passed, failed: atLeastOne(failed, code), skipped }
}
