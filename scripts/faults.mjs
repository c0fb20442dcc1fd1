import { main } from './setup/project.mjs'
import { runFaults } from './testing/stages.mjs'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))

/** `npm run faults -- --short --only server-kills --seed 7`: see faults/run.ts. */
await main(async () => ((await runFaults(process.argv.slice(2))).failed > 0 ? 1 : 0))
