import { main } from './setup/project.mjs'
import { prepare } from './setup/setup.mjs'
import { runBrowserTests } from './testing/stages.mjs'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))

/** `npm run e2e -- chat.spec.ts --project=phone`: what follows goes to Playwright. */
await main(async () => {
  await prepare()
  const { passed, failed } = await runBrowserTests(process.argv.slice(2))
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
})
