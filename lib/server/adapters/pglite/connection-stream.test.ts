import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { memorySource } from '@/lib/server/adapters/prisma/source'

const WARM_UP = 20
const QUERIES = 400
const ROW_BYTES = 100_000

/** Heap and buffers in use, without garbage, bytes. */
function used(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test('what was answered is not kept: memory does not grow with the number of queries', async () => {
  const { pool, close } = await memorySource()
  const ask = async () => {
    const { rows } = await pool.query<{ text: string }>('SELECT repeat($1, $2::int) AS text', [
      'x',
      ROW_BYTES,
    ])
    expect(rows[0]?.text).toHaveLength(ROW_BYTES)
  }
  for (let query = 0; query < WARM_UP; query += 1) await ask()
  const before = used()
  for (let query = 0; query < QUERIES; query += 1) await ask()
  expect(used() - before).toBeLessThan((QUERIES * ROW_BYTES) / 3)
  await close()
})

test('what a connection had begun and prepared goes with it', async () => {
  const { pool, close } = await memorySource()
  const first = await pool.connect()
  await first.query({ name: 'one', text: 'SELECT 1 AS n' })
  await first.query('BEGIN')
  await first.query('CREATE TABLE begun (n int)')
  first.release(true)

  const second = await pool.connect()
  const { rows } = await second.query<{ n: number }>({ name: 'one', text: 'SELECT 2 AS n' })
  expect(rows).toEqual([{ n: 2 }])
  await expect(second.query('SELECT * FROM begun')).rejects.toThrow('does not exist')
  second.release()
  await close()
})
