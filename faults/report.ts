import { writeFileSync } from 'node:fs'
import type { Outcome } from './row'

/** One row as it went. */
export interface RowResult {
  readonly name: string
  readonly title: string
  readonly outcomes: readonly Outcome[]
  readonly seconds: number
  /** Why it was not run. */
  readonly skipped?: string
}

/** Prints what was expected and found, a line each. */
export function printRow({ name, title, outcomes, seconds, skipped }: RowResult): void {
  console.log(`\n${name} · ${title} (${seconds.toFixed(0)} s)`)
  if (skipped !== undefined) console.log(`skipped: ${name} (${skipped})`)
  for (const { what, expected, found, isMet, details = [] } of outcomes) {
    console.log(`  ${isMet ? '✓' : '✗'} ${what}: expected ${expected}, found ${found}`)
    if (!isMet) for (const detail of details) console.log(`      ${detail.slice(0, 1_500)}`)
  }
}

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What was missed, a line each. */
  readonly failures: readonly string[]
}

function countOf(results: readonly RowResult[]): Count {
  const outcomes = results.flatMap((result) => result.outcomes)
  const failures = results.flatMap(({ name, outcomes: ofRow }) =>
    ofRow
      .filter(({ isMet }) => !isMet)
      .map(({ what, expected, found }) => `${name} › ${what}: expected ${expected}, found ${found}`),
  )
  const skipped = results.filter((result) => result.skipped !== undefined).length
  return { passed: outcomes.length - failures.length, failed: failures.length, skipped, failures }
}

/** Prints the rows in short, and leaves the count where `FAULTS_RESULTS` says. */
export function summarize(results: readonly RowResult[], seed: number, seconds: number): Count {
  const count = countOf(results)
  console.log('\nSummary')
  for (const { name, outcomes, skipped } of results) {
    const missed = outcomes.filter(({ isMet }) => !isMet).length
    const how = skipped === undefined ? (missed === 0 ? 'as expected' : `${missed} missed`) : 'skipped'
    console.log(`  ${name.padEnd(24)} ${how}`)
  }
  console.log(`Seed ${seed}; ${Math.round(seconds)} s; ${count.passed} as expected, ${count.failed} missed.`)
  const file = process.env.FAULTS_RESULTS
  if (file) writeFileSync(file, JSON.stringify(count))
  return count
}
