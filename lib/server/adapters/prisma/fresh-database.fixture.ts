import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { postgresSource, type Source } from './source'

const quiet = { info: () => undefined, warn: () => undefined }

/** A database of its own on the server, for processes that open it themselves. */
export async function freshDatabaseUrl(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `omegoo_test_${randomUUID().replaceAll('-', '')}`
  const administration = new pg.Client({ connectionString: server })
  await administration.connect()
  await administration.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await administration.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await administration.end()
    },
  }
}

/** A database of its own on the server, dropped afterwards. */
export async function freshDatabase(server: string): Promise<Source> {
  const { url, drop } = await freshDatabaseUrl(server)
  const source = await postgresSource(url, 10, quiet)
  return {
    ...source,
    close: async () => {
      await source.close()
      await drop()
    },
  }
}
