import { createHash } from 'node:crypto'
import { existsSync, openAsBlob } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Embedded } from './embedded'

const PREFIX = 'embedded-'

/**
 * A database that lives in memory, for tests.
 *
 * Making one takes seconds, so the first is kept as a file under `cacheDir`, migrations included, and the next start
 * from that (0.5 s).
 *
 * @param schema - text that changes whenever the migrations do.
 */
export async function openMemory(cacheDir: string, schema: string): Promise<Embedded> {
  const version = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const key = createHash('sha256').update(schema).update(version).digest('hex').slice(0, 16)
  const snapshot = join(cacheDir, `${PREFIX}${key}.tar`)
  const known = existsSync(snapshot)
  const pglite = await PGlite.create(known ? { loadDataDir: await openAsBlob(snapshot) } : {})
  return {
    pglite,
    settled: () => (known ? Promise.resolve() : keep(pglite, snapshot)),
    close: () => pglite.close(),
  }
}

/** Written under another name first: several test processes may do this at once. */
async function keep(pglite: PGlite, snapshot: string): Promise<void> {
  const folder = dirname(snapshot)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    if (name.startsWith(PREFIX) && name.endsWith('.tar')) await rm(join(folder, name), { force: true })
  }
  const dump = await pglite.dumpDataDir('none')
  const draft = `${snapshot}.${process.pid}`
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()))
  await rename(draft, snapshot)
}
