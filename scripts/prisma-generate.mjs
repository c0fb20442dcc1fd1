/**
 * Generates the Prisma client from prisma/schema.prisma, without the network.
 *
 * `prisma generate` would download the schema engine, which it does not need for that. A stub that exits 1
 * keeps it from trying; one that exits 0 would make other Prisma commands claim success.
 * Plain Node 20: runs before anything else is set up.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'prisma-stub-'))
const windows = process.platform === 'win32'
const stub = join(folder, windows ? 'engine.cmd' : 'engine')
writeFileSync(stub, windows ? '@exit /b 1\r\n' : '#!/bin/sh\nexit 1\n')
chmodSync(stub, 0o755)

try {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: root,
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: stub, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  })
  if (status !== 0) {
    process.stderr.write(`The Prisma client could not be generated.\n${error ?? ''}${stdout ?? ''}${stderr ?? ''}`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
