import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNode } from './processes.mjs'
import { readJson, ROOT, say } from './project.mjs'

const SCHEMA = join(ROOT, 'prisma', 'schema.prisma')
const GENERATED = join(ROOT, 'lib/server/adapters/prisma/generated')
const STAMP = join(GENERATED, '.made-from')

/** A schema engine that fails when it is called: generating needs none, and the real one would be downloaded. */
const NO_ENGINE = ['/bin/false', '/usr/bin/false'].find((file) => existsSync(file)) ?? process.execPath

function fingerprint() {
  const { version } = readJson(join(ROOT, 'node_modules/prisma/package.json'))
  const hash = createHash('sha256').update(version)
  for (const file of [SCHEMA, join(ROOT, 'prisma.config.ts')])
    if (existsSync(file)) hash.update(readFileSync(file))
  return hash.digest('hex')
}

/** Generates the database client unless it was made from this very schema. */
export async function generate() {
  if (!existsSync(SCHEMA)) return
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  say('Generating the database client.')
  await runNode([join(ROOT, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints'], {
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: NO_ENGINE,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    failure: 'The database client could not be generated',
  })
  writeFileSync(STAMP, wanted)
}
