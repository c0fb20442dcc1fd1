import { createChance } from './chance'
import { printRow, type RowResult, summarize } from './report'
import { type Extent, type Row, withoutPace } from './row'
import { ROWS } from './rows'
import { type Settings, readSettings } from './settings'
import { missingNeeds } from './needs'

/** Rows that mostly wait may do so beside each other. */
const QUIET_AT_ONCE = 3

/**
 * Breaks one thing after another while clients are in sessions, and compares what was promised with what they saw.
 *
 *     npm run faults -- --short --only server-kills --seed 7 --kills 20
 */
async function main(settings: Settings): Promise<number> {
  const { only, seed, isShort } = settings
  const unknown = only.filter((name) => !ROWS.some((row) => row.name === name))
  if (unknown.length > 0) {
    console.error(
      `No row is called ${unknown.join(', ')}; there are: ${ROWS.map(({ name }) => name).join(', ')}`,
    )
    return 1
  }
  console.log(
    `Seed ${seed}${isShort ? ', short form' : ''}. The same seed breaks the same things in the same order.`,
  )
  const since = performance.now()
  const chosen = ROWS.filter(({ name }) => only.length === 0 || only.includes(name))
  const busy = chosen.filter((row) => !row.isQuiet)
  const quiet = chosen.filter((row) => row.isQuiet)
  const results = [...(await runRows(busy, 1, settings)), ...(await runRows(quiet, QUIET_AT_ONCE, settings))]
  const { failed } = summarize(results, seed, (performance.now() - since) / 1_000)
  return failed > 0 ? 1 : 0
}

async function runRows(rows: readonly Row[], atOnce: number, settings: Settings): Promise<RowResult[]> {
  const results: RowResult[] = []
  const left = [...rows]
  const lane = async (): Promise<void> => {
    for (let row = left.shift(); row; row = left.shift()) results.push(await runRow(row, settings))
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return results
}

async function runRow(row: Row, settings: Settings): Promise<RowResult> {
  const { name, title, needs } = row
  const since = performance.now()
  const missing = missingNeeds(needs)
  const result = (more: Pick<RowResult, 'outcomes' | 'skipped'>): RowResult => {
    const done = { name, title, seconds: (performance.now() - since) / 1_000, ...more }
    printRow(done)
    return done
  }
  if (missing) return result({ outcomes: [], skipped: missing })
  try {
    const outcomes = await row.run(extentOf(row, settings))
    return result({ outcomes: settings.isShort ? outcomes.map(withoutPace) : outcomes })
  } catch (error) {
    const found = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return result({ outcomes: [{ what: 'the row runs to its end', expected: 'yes', found, isMet: false }] })
  }
}

/** Each row has chance of its own, so that it does the same alone as among the others. */
function extentOf({ name }: Row, { isShort, seed, kills }: Settings): Extent {
  const own = Buffer.from(name).reduce((sum, byte) => Math.imul(sum, 31) + byte, seed)
  return {
    isShort,
    chance: createChance(own),
    kills,
    times: (full, short) => (isShort ? short : full),
    log: (line) => console.log(`  … ${name}: ${line}`),
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
process.setMaxListeners(0) // everything throw-away goes with this process
process.exitCode = await main(readSettings(process.argv.slice(2)))
process.exit()
