import { randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from './migrate'
import { migrationDiff } from './migration-diff'
import { findPrismaFolder, readMigrations } from './migration-folder'
import { startSchemaEngine } from './schema-engine'
import { singleConnection } from './single-connection'
import { memorySource, type Source } from './source'

const SLOW = 60_000
const MIGRATIONS = join(findPrismaFolder(), 'migrations')
/** Semicolons where a careless splitter would cut. */
const AWKWARD = `-- a comment; with one
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
CREATE TABLE awkward (text text DEFAULT 'a;b');`

let folder: string
let source: Source
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omegoo-migrations-'))
  await cp(MIGRATIONS, folder, { recursive: true })
  source = await memorySource()
  await source.alone((client) => migrate(client))
}, SLOW)
afterAll(async () => {
  await source.close()
  await rm(folder, { recursive: true, force: true })
})

const addMigration = async (name: string, sql: string) => {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}
const applied = async () => {
  const { rows } = await source.pool.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  )
  return rows.map((row) => row.migration_name)
}

test('the migrations lead to exactly what schema.prisma says', { timeout: SLOW }, async () => {
  expect(await migrationDiff()).toBeUndefined()
})

test('a second time nothing is applied', async () => {
  const before = await applied()
  expect(await source.alone((client) => migrate(client))).toEqual([])
  expect(await applied()).toEqual(before)
})

test("Prisma's own diagnosis of the history finds nothing", async () => {
  const diagnosis = await source.alone(async (client) => {
    const engine = await startSchemaEngine(singleConnection(client))
    return engine.diagnoseMigrationHistory({
      migrationsList: await readMigrations(MIGRATIONS),
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    })
  })
  expect(diagnosis).toMatchObject({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  })
})

test('of two new migrations of which the second fails, neither stays, and the sentence names the reason', async () => {
  const before = await applied()
  await addMigration('29990101000000_awkward', AWKWARD)
  await addMigration('29990101000001_broken', 'CREATE TABLE half (id int); SELECT nonsense;')
  const refusal = { code: 'MIGRATION_FAILED', message: expect.stringContaining('nonsense') }
  await expect(source.alone((client) => migrate(client, folder))).rejects.toMatchObject(refusal)
  expect(await applied()).toEqual(before)
  const { rows } = await source.pool.query(
    `SELECT to_regclass('awkward') AS awkward, to_regclass('half') AS half`,
  )
  expect(rows).toEqual([{ awkward: null, half: null }])
})

test('once it is repaired both are applied, functions and texts with semicolons included', async () => {
  await addMigration('29990101000001_broken', 'CREATE TABLE half (id int);')
  const names = ['29990101000000_awkward', '29990101000001_broken']
  expect(await source.alone((client) => migrate(client, folder))).toEqual(names)
  const { rows } = await source.pool.query('INSERT INTO awkward DEFAULT VALUES RETURNING text, one()')
  expect(rows).toEqual([{ text: 'a;b', one: 1 }])
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  test('servers that start at once apply each migration once', { timeout: SLOW }, async () => {
    const name = `omegoo_test_${randomUUID().replaceAll('-', '')}`
    const administration = new pg.Client({ connectionString: server })
    await administration.connect()
    await administration.query(`CREATE DATABASE ${name}`)
    const clients = Array.from(
      { length: 4 },
      () => new pg.Client({ connectionString: new URL(`/${name}`, server).href }),
    )
    await Promise.all(clients.map((client) => client.connect()))
    const names = await Promise.all(clients.map((client) => migrate(client, MIGRATIONS)))
    await Promise.all(clients.map((client) => client.end()))
    await administration.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await administration.end()
    const { migrationDirectories } = await readMigrations(MIGRATIONS)
    expect(names.flat()).toEqual(migrationDirectories.map(({ path }) => path))
  })
})
