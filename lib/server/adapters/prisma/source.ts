import { dirname, join } from 'node:path'
import pg from 'pg'
import { connectionStream } from '@/lib/server/adapters/pglite/connection-stream'
import { openEmbedded, type Embedded } from '@/lib/server/adapters/pglite/embedded'
import { openMemory, snapshotFile } from '@/lib/server/adapters/pglite/memory'
import { findPrismaFolder, readMigrations } from './migration-folder'
import { connectPatiently, createPool, type DatabaseLog } from './postgres-pool'

/** A database, before its contents have been checked. */
export interface Source {
  readonly pool: pg.Pool
  /** Runs something on a connection of its own. */
  alone<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T>
  /** Called once the migrations are in. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** `poolSize`: connections at most. @throws DatabaseError see `connectPatiently`. */
export async function postgresSource(url: string, poolSize: number, log: DatabaseLog): Promise<Source> {
  const first = await connectPatiently(url, log)
  const pool = createPool(url, poolSize, log)
  return {
    pool,
    alone: async (work) => {
      try {
        return await work(first)
      } finally {
        await first.end()
      }
    },
    settled: () => Promise.resolve(),
    close: () => pool.end(),
  }
}

/** @throws DatabaseError see `openEmbedded`. */
export async function embeddedSource(dataDir: string): Promise<Source> {
  return sourceOf(await openEmbedded(dataDir))
}

export async function memorySource(): Promise<Source> {
  return sourceOf(await openMemory(await memorySnapshot()))
}

/** The file that `memorySource` starts from, made by its first use. */
export async function memorySnapshot(): Promise<string> {
  const prisma = findPrismaFolder()
  const { migrationDirectories } = await readMigrations(join(prisma, 'migrations'))
  return snapshotFile(join(dirname(prisma), '.cache'), JSON.stringify(migrationDirectories))
}

function sourceOf(embedded: Embedded): Source {
  const config = { max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'postgres' }
  const pool = new pg.Pool({ ...config, stream: () => connectionStream(embedded.thread) } as pg.PoolConfig)
  return {
    pool,
    alone: async (work) => {
      const client = await pool.connect()
      try {
        return await work(client)
      } finally {
        client.release()
      }
    },
    settled: () => embedded.settled(),
    close: async () => {
      await pool.end()
      await embedded.close()
    },
  }
}
