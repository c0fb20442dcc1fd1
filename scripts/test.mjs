import { runSteps } from './checks/run-steps.mjs'
import { main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'
import { runBrowserTests, runFaults, runUnitTests, sum } from './testing/stages.mjs'

const STAGES = [
  { name: 'Checks', run: runSteps },
  { name: 'Unit and wire tests', run: runUnitTests },
  { name: 'Browser tests', run: runBrowserTests },
  { name: 'Faults, in short', run: () => runFaults(['--short']) },
]

const seconds = (started) => Math.round((Date.now() - started) / 1_000)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))

await main(async () => {
  await prepare()
  const counts = []
  for (const { name, run } of STAGES) {
    console.log(`\n━━ ${name}`)
    const started = Date.now()
    const count = await run().catch((error) => {
      console.error(error)
      return { passed: 0, failed: 1, failures: [`${name}: ${error}`] }
    })
    counts.push(count)
    console.log(`${name}: ${count.passed} passed, ${count.failed} failed (${seconds(started)} s)`)
  }
  const { passed, failed, failures } = sum(counts)
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ✗ ${line}`).join('\n')}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
})
