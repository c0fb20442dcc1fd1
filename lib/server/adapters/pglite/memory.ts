import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Embedded } from './embedded'
import { type DatabaseThread, type Programs, startDatabaseThread } from './embedded-thread'

const PREFIX = 'embedded-'

/**
 * The file that a database in memory starts from; it need not be there yet.
 *
 * @param schema - text that changes whenever the migrations do.
 */
export async function snapshotFile(cacheDir: string, schema: string): Promise<string> {
  const manifest = await readFile(join(distribution(), '..', 'package.json'), 'utf8') // names the version
  const key = createHash('sha256').update(schema).update(manifest).digest('hex').slice(0, 16)
  return join(cacheDir, `${PREFIX}${key}.tar`)
}

const distribution = () => dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))

let programs: Promise<Programs> | undefined

async function compilePrograms(): Promise<Programs> {
  const compiled = async (name: string) => WebAssembly.compile(await readFile(join(distribution(), name)))
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all([
    compiled('pglite.wasm'),
    compiled('initdb.wasm'),
  ])
  return { pgliteWasmModule, initdbWasmModule }
}

/**
 * A database that lives in memory, for tests.
 *
 * Making one needs seconds, so the first is kept, migrations included, and the next start from that file (0.5 s). A test process opens
 * one for almost every file of tests: all of them run the same compiled program, so that each is as fast as the one before was at its
 * end (a third less processor time to start, and for the first queries).
 */
export async function openMemory(snapshot: string): Promise<Embedded> {
  const known = existsSync(snapshot)
  // Read at once and not through a handle: another test process may be replacing the file.
  const origin = known ? { snapshot: await readFile(snapshot) } : {}
  programs ??= compilePrograms()
  const thread = await startDatabaseThread({ ...origin, programs: await programs })
  return {
    thread,
    settled: () => (known ? Promise.resolve() : keep(thread, snapshot)),
    close: () => thread.close(),
  }
}

/** Written under another name first: several test processes may do this at once. */
async function keep(thread: DatabaseThread, snapshot: string): Promise<void> {
  const folder = dirname(snapshot)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const isOld = name.startsWith(PREFIX) && name.endsWith('.tar') && join(folder, name) !== snapshot
    if (isOld) await rm(join(folder, name), { force: true })
  }
  const dump = await thread.dump()
  const draft = `${snapshot}.${process.pid}`
  await writeFile(draft, dump)
  await rename(draft, snapshot)
}
