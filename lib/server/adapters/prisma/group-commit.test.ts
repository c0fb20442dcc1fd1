import { expect, test } from 'vitest'
import { groupCommit } from './group-commit'

/** A save that ends when the test says so. */
function saves() {
  const batches: { items: readonly number[]; end: (error?: Error) => void }[] = []
  const save = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) =>
      batches.push({ items, end: (error) => (error ? reject(error) : resolve(items.map((n) => n * 10))) }),
    )
  return { batches, save }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('one that comes alone is saved at once, and those that come meanwhile together', async () => {
  const { batches, save } = saves()
  const keep = groupCommit(save)
  const first = keep(1)
  const [second, third] = [keep(2), keep(3)]
  expect(batches.map(({ items }) => items)).toEqual([[1]])
  batches[0]?.end()
  expect(await first).toBe(10)
  await turn()
  expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]])
  batches[1]?.end()
  expect(await Promise.all([second, third])).toEqual([20, 30])
})

test('what the database refuses of one does not fail the others of its transaction', async () => {
  const keep = groupCommit(async (items: readonly number[]) => {
    if (items.includes(2)) throw new Error('not this one')
    return items.map(String)
  })
  const kept = await Promise.allSettled([keep(1), keep(2), keep(3), keep(4)])
  expect(kept.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
})

test('after a failure the next ones are saved', async () => {
  const { batches, save } = saves()
  const keep = groupCommit(save)
  const failed = keep(1)
  const next = keep(2)
  batches[0]?.end(new Error('away'))
  await expect(failed).rejects.toThrow('away')
  await turn()
  batches[1]?.end()
  expect(await next).toBe(20)
})
