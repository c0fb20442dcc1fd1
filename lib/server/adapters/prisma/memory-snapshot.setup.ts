import { existsSync } from 'node:fs'
import { databaseOn } from './database'
import { memorySnapshot, memorySource } from './source'

/** Vitest's global set-up: makes what databases in memory start from once, before every test file tries to. */
export async function setup(): Promise<void> {
  if (existsSync(await memorySnapshot())) return
  const database = await databaseOn(await memorySource())
  await database.close()
}
