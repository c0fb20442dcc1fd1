import { createServer, type AddressInfo } from 'node:net'
import { PrismaPg } from '@prisma/adapter-pg'
import { describe, expect, test } from 'vitest'
import { PrismaClient } from './generated/client'
import { nameOutage } from './outages'
import { connectPatiently, createPool } from './postgres-pool'

/** A port without a listener. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a database that never answers is given up with a sentence, which keeps the password to itself', async () => {
  const lines: string[] = []
  const log = { info: (line: string) => void lines.push(line), warn: (line: string) => void lines.push(line) }
  const url = `postgres://ann:s3cret@127.0.0.1:${await freePort()}/talk`
  const failure: unknown = await connectPatiently(url, log, 600).catch((error: unknown) => error)
  expect(failure).toMatchObject({
    code: 'DATABASE_UNREACHABLE',
    message: expect.stringContaining('DATABASE_URL'),
  })
  expect(lines).toHaveLength(1)
  expect(`${String(failure)} ${lines.join()}`).not.toContain('s3cret')
})

test('an address that is none is refused', async () => {
  const log = { info: () => undefined, warn: () => undefined }
  await expect(connectPatiently('nonsense', log, 0)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  test('a pool opens no more connections than it may, and lets the others wait', async () => {
    const pool = createPool(server ?? '', 3, { info: () => undefined, warn: () => undefined })
    try {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')),
      )
      const processes = new Set(answers.map(({ rows }) => rows[0]?.pid))
      expect([answers.length, pool.totalCount, processes.size]).toEqual([20, 3, 3])
    } finally {
      await pool.end()
    }
  })

  test('a query whose connection is broken by the server fails as one to be tried again, and the next one works', async () => {
    const pool = createPool(server ?? '', 1, { info: () => undefined, warn: () => undefined })
    const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
    try {
      const kill = 'SELECT pg_terminate_backend(pg_backend_pid())'
      const lost = { code: 'ECONNRESET' }
      await expect(pool.query(kill)).rejects.toMatchObject(lost)
      await expect(pool.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 })
      const failure: unknown = await prisma.$queryRawUnsafe(kill).catch((error: unknown) => error)
      expect(nameOutage(failure)).toMatchObject({ code: 'UNAVAILABLE' })
      expect(await prisma.$queryRawUnsafe('SELECT 1 AS one')).toEqual([{ one: 1 }])
      await expect(pool.query('SELEKT')).rejects.toMatchObject({ code: '42601' })
    } finally {
      await prisma.$disconnect()
      await pool.end()
    }
  })
})
