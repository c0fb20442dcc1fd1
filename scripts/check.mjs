import { runSteps } from './checks/run-steps.mjs'
import { main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'

await main(async () => {
  await prepare()
  const { passed, failed } = await runSteps()
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
})
