import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRecordQueue } from './record-queue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const written: number[][] = []
  const dropped: number[] = []
  let isAway = false
  let duringWrite = (): void => undefined
  const queue = createRecordQueue<number>({
    write: async (rows) => {
      if (isAway) throw new Error('away')
      if (rows.some((row) => row < 0)) throw new Error('not a row')
      written.push([...rows])
      duringWrite()
    },
    isRefusal: (error) => (error as Error).message === 'not a row',
    onFailed: () => undefined,
    onDropped: (count) => dropped.push(count),
  })
  return {
    queue,
    written,
    dropped,
    setAway: (away: boolean) => void (isAway = away),
    onceDuringWrite(does: () => void) {
      duringWrite = () => {
        duringWrite = () => undefined
        does()
      }
    },
  }
}

test('rows of a tenth of a second are written together, in their order', async () => {
  const { queue, written } = open()
  for (const row of [1, 2, 3]) queue.add(row)
  expect(written).toEqual([])
  await vi.advanceTimersByTimeAsync(100)
  expect(written).toEqual([[1, 2, 3]])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(written).toEqual([[1, 2, 3]])
})

test('who flushes waits until everything added before is written, and no longer', async () => {
  const { queue, written } = open()
  queue.add(1)
  await queue.flush()
  expect(written).toEqual([[1]])
  await queue.flush()
  expect(written).toEqual([[1]])
})

test('what comes during a write waits for others of its own', async () => {
  const { queue, written, onceDuringWrite } = open()
  onceDuringWrite(() => queue.add(2))
  queue.add(1)
  await queue.flush()
  expect(written).toEqual([[1]])
  queue.add(3)
  await vi.advanceTimersByTimeAsync(200)
  expect(written).toEqual([[1], [2, 3]])
})

test('500 rows go in one write', async () => {
  const { queue, written } = open()
  for (let row = 0; row < 1_200; row += 1) queue.add(row)
  await queue.flush()
  expect(written.map(({ length }) => length)).toEqual([500, 500, 200])
  expect(written.flat()).toEqual(Array.from({ length: 1_200 }, (_, row) => row))
})

test('while the database is away rows wait, each once, and are tried again less and less often', async () => {
  const { queue, written, setAway } = open()
  setAway(true)
  queue.add(1)
  await expect(queue.flush()).rejects.toThrow('away')
  queue.add(2)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(written).toEqual([])
  setAway(false)
  await vi.advanceTimersByTimeAsync(8_000)
  expect(written).toEqual([[1, 2]])
})

test('a backlog is bounded: the oldest are dropped, and it is said how many', async () => {
  const { queue, written, dropped, setAway } = open()
  setAway(true)
  for (let row = 0; row < 70_000; row += 1) queue.add(row)
  const lost = dropped.reduce((sum, count) => sum + count, 0)
  expect(lost).toBeGreaterThanOrEqual(9_500)
  setAway(false)
  await queue.flush()
  expect(written.flat()).toEqual(Array.from({ length: 70_000 - lost }, (_, row) => row + lost))
})

test('a row that the database does not take keeps none of the others', async () => {
  const { queue, written, dropped } = open()
  for (const row of [1, 2, -1, 3, 4]) queue.add(row)
  await queue.flush()
  expect(written.flat()).toEqual([1, 2, 3, 4])
  expect(dropped).toEqual([1])
})

test('who asks while a write is under way shares the next one', async () => {
  const { queue, setAway } = open()
  setAway(true)
  queue.add(1)
  const asked = Array.from({ length: 20 }, () => queue.flush())
  expect(new Set(asked).size).toBe(1)
  await Promise.allSettled(asked)
  setAway(false)
  await expect(queue.flush()).resolves.toBeUndefined()
})
