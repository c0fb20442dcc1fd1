import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
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

const relative = (path) => (path.startsWith(ROOT) ? path.slice(ROOT.length + 1) : path)

/** Counts what vitest's JSON reporter wrote. A file that could not be loaded counts as one failed test. */
export function vitestCount(file, code) {
  const report = read(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0, failures: ['vitest left no report'] }
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
  })
  const failed = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${relative(name)} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`),
  )
  return {
    passed: report.numPassedTests,
    failed: atLeastOne(report.numFailedTests + broken.length, code),
    skipped: report.numPendingTests,
    failures: [...failed, ...broken.map(({ name, message }) => `${relative(name)}: ${firstLine(message)}`)],
  }
}

const firstLine = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')[0]
    .slice(0, 300)

/** Counts what Playwright's JSON reporter wrote. */
export function playwrightCount(file, code) {
  const report = read(file)
  if (!report?.stats) return { passed: 0, failed: 1, skipped: 0, failures: ['Playwright left no report'] }
  const { expected, unexpected, flaky, skipped } = report.stats
  const failures = report.suites.flatMap((suite) => failedSpecs(suite))
  return { passed: expected, failed: atLeastOne(unexpected + flaky, code), skipped, failures }
}

/** A file's own suites stand inside it. */
function failedSpecs({ file, specs = [], suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) => {
        const error = results.find((result) => result.error)?.error
        return `e2e/${file} › ${title} (${projectName}): ${firstLine(error?.message)}`
      }),
  )
  return [...own, ...suites.flatMap((suite) => failedSpecs(suite))]
}

/** Reads what the fault runner counted. */
export function faultsCount(file, code) {
  const { passed, failed, skipped, failures } = read(file) ?? {
    passed: 0,
    failed: 0,
    skipped: 0,
    failures: [],
  }
  return { passed, failed: atLeastOne(failed, code), skipped, failures }
}
