import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['{lib,app,components,scripts,prisma,bench,faults}/**/*.test.{ts,tsx}', '*.test.ts'],
    exclude: ['**/node_modules/**', '**/.next/**', '**/.builds/**'],
    environment: 'node',
    globalSetup: ['lib/server/adapters/prisma/memory-snapshot.setup.ts'],
    restoreMocks: true,
    // Password hashes take their time on a busy machine; no test asserts one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    // By itself it leaves one core to a watcher that is not there.
    maxWorkers: '100%',
  },
})
