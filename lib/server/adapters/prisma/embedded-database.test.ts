import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newUser } from '@/lib/server/ports/accounts/new-user.fixture'
import { createAuditSeal } from '@/lib/server/auth/audit-seal'
import { openDatabase, type Database } from './database'

const WRITER = join(import.meta.dirname, 'acknowledging-writer.fixture.ts')
const SLOW = 60_000

let folder: string
let dataDir: string
const log = { info: () => undefined, warn: () => undefined }
const seal = createAuditSeal('a secret only for tests, long enough')
const open = (): Promise<Database> => openDatabase({ dataDir, log, seal })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omegoo-database-'))
  dataDir = join(folder, 'data')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const startWriter = (dir: string) =>
  spawn(process.execPath, ['--import', 'tsx', WRITER, dir], { stdio: ['ignore', 'pipe', 'inherit'] })

test('a first start cut short by kill -9 is started over', { timeout: SLOW }, async () => {
  const writer = startWriter(dataDir)
  const gone = once(writer, 'exit')
  for await (const _ of watchFolder(folder)) if (existsSync(join(dataDir, 'postgres', 'base'))) break
  writer.kill('SIGKILL')
  await gone
  expect(existsSync(join(dataDir, 'postgres.unfinished'))).toBe(true)

  const database = await open()
  await expect(database.ping()).resolves.toBeUndefined()
  await database.close()
  expect(existsSync(join(dataDir, 'postgres.unfinished'))).toBe(false)
})

test('kill -9 loses no acknowledged row, and the next start follows at once', { timeout: SLOW }, async () => {
  const writer = startWriter(dataDir)
  const gone = once(writer, 'exit')
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === 200) writer.kill('SIGKILL')
  }
  await gone

  const database = await open()
  const found = await Promise.all(acknowledged.map((id) => database.accounts.byId(id)))
  expect(found.filter((user) => user === undefined)).toHaveLength(0)
  await database.close()
})

test('what was stored is there at the next start', { timeout: SLOW }, async () => {
  const user = newUser()
  const first = await open()
  await first.accounts.create(user)
  await first.close()
  const second = await open()
  expect(await second.accounts.byId(user.id)).toMatchObject({ id: user.id })
  await second.close()
})

test('a second opener is refused with a sentence, and the first goes on', { timeout: SLOW }, async () => {
  const first = await open()
  await expect(open()).rejects.toMatchObject({
    code: 'DATABASE_IN_USE',
    message: expect.stringContaining('DATA_DIR'),
  })
  await expect(first.ping()).resolves.toBeUndefined()
  await first.close()
})

test('no other user of the machine can read the folder', async () => {
  expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0)
})

test('a data folder that cannot be made is refused with a sentence', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const refusal = { code: 'DATA_FOLDER_UNUSABLE', message: expect.stringContaining(file) }
  await expect(openDatabase({ dataDir: file, log, seal })).rejects.toMatchObject(refusal)
})

/** Wakes up at every change below the folder, which may not exist in full yet. */
async function* watchFolder(path: string): AsyncGenerator<void> {
  const watcher = watch(path, { recursive: true })
  try {
    for (;;) {
      await once(watcher, 'change')
      yield
    }
  } finally {
    watcher.close()
  }
}
