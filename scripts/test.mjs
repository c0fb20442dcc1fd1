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

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))

await main(async () => {
  await prepare()
  const counts = []
  for (const { name, run } of STAGES) {
    console.log(`\n━━ ${name}`)
    counts.push(
      await run().catch((error) => {
        console.error(error)
        return { passed: 0, failed: 1 }
      }),
    )
  }
  const { passed, failed } = sum(counts)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
})
