import { relative } from 'node:path'
import { forgetUser, recordUser } from './setup/builds.mjs'
import { runNode } from './setup/processes.mjs'
import { main, ROOT } from './setup/project.mjs'
import { prepareBuild } from './setup/setup.mjs'

/** Measures what the built server costs, beside bare ones: `npm run bench`; what follows `--` are options (bench/options.ts). */
await main(async () => {
  const build = await prepareBuild((current) => {
    recordUser(current, process.pid)
    return current
  })
  try {
    return await runNode(['--expose-gc', '--import=tsx', 'bench/run.ts', ...process.argv.slice(2)], {
      show: true,
      env: {
        ...process.env,
        BENCH_SERVER: relative(ROOT, build.server),
        BENCH_PAGES: build.nextDistDir,
      },
    })
  } finally {
    forgetUser(build, process.pid)
  }
})
