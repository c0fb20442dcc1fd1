import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests that put another module in the place of one, which no other test may see. */
const REPLACES_MODULES = [
  'lib/server/adapters/redis/lua-source.test.ts',
  'lib/server/gateways/omegoo/enumeration.wire.test.ts',
]
const TESTS = ['{lib,app,components,scripts,prisma,bench,faults}/**/*.test.{ts,tsx}', '*.test.ts']

/** Short files of long tables. */
const LONGEST = /\/authorization-\w+\.wire\.test\.ts$/

/** What takes longest begins first: by its size it would come last, and leave one worker alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...new Set(sorted.map(({ project }) => project))].flatMap((one) => {
      const own = sorted.filter(({ project }) => project === one)
      const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId)
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))]
    })
  }
}

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    exclude: ['**/node_modules/**', '**/.next/**', '**/.builds/**'],
    projects: [
      // A process reads each module once for all its test files, which saves a quarter of the time of a run.
      { extends: true, test: { name: 'shared', include: TESTS, exclude: REPLACES_MODULES, isolate: false } },
      { extends: true, test: { name: 'isolated', include: REPLACES_MODULES } },
    ],
    environment: 'node',
    sequence: { sequencer: LongestFirst },
    globalSetup: ['lib/server/adapters/prisma/memory-snapshot.setup.ts', 'lib/testing/abuse-report.setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // Password hashes take their time on a busy machine; no test asserts one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    // By itself it leaves one core to a watcher that is not there.
    maxWorkers: '100%',
  },
})
