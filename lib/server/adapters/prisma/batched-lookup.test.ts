import { expect, test } from 'vitest'
import { filledUp, lookUpByValues, lookUpTogether } from './batched-lookup'

/** A table whose queries end when the test ends them. */
function slowTable(rows: Record<string, string>) {
  const queries: { keys: string[]; end: (error?: Error) => void }[] = []
  const read = (keys: string[]) =>
    new Promise<Map<string, string>>((resolve, reject) => {
      const found = new Map(keys.flatMap((key) => (rows[key] === undefined ? [] : [[key, rows[key]]])))
      queries.push({ keys, end: (error) => (error ? reject(error) : resolve(found)) })
    })
  const lookUp = lookUpTogether(read)
  /** Resolves when so many queries have begun. */
  const begun = async (count: number) => await expect.poll(() => queries.length).toBe(count)
  return { queries, rows, lookUp, begun }
}

test('a key that is asked for alone waits for nothing', async () => {
  const { lookUp, queries } = slowTable({ a: 'Ann' })
  const asked = lookUp('a')
  await Promise.resolve()
  expect(queries.map(({ keys }) => keys)).toEqual([['a']])
  queries[0]?.end()
  expect(await asked).toBe('Ann')
})

test('keys asked for meanwhile go into the next query together, each once', async () => {
  const { lookUp, queries, begun } = slowTable({ a: 'Ann', b: 'Bob' })
  const first = lookUp('a')
  await begun(1)
  const others = Promise.all(['b', 'a', 'unknown', 'b'].map(lookUp))
  expect(queries).toHaveLength(1)
  queries[0]?.end()
  await first
  await begun(2)
  expect([...new Set(queries[1]?.keys)]).toEqual(['b', 'a', 'unknown'])
  expect(queries[1]?.keys).toHaveLength(8)
  queries[1]?.end()
  expect(await others).toEqual(['Bob', 'Ann', undefined, 'Bob'])
})

test('no answer comes of a query that began before the question', async () => {
  const { lookUp, queries, rows, begun } = slowTable({ a: 'live' })
  const before = lookUp('a')
  await begun(1)
  rows.a = 'revoked'
  const after = lookUp('a')
  queries[0]?.end()
  expect(await before).toBe('live')
  await begun(2)
  queries[1]?.end()
  expect(await after).toBe('revoked')
})

test('a query that fails fails for its own, and the next ones go on', async () => {
  const { lookUp, queries, begun } = slowTable({ b: 'Bob' })
  const first = lookUp('a')
  await begun(1)
  const second = lookUp('b')
  queries[0]?.end(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await begun(2)
  queries[1]?.end()
  expect(await second).toBe('Bob')
  const third = lookUp('b')
  await begun(3)
  queries[2]?.end()
  expect(await third).toBe('Bob')
})

test('a thousand at once are five queries after the first', async () => {
  const { lookUp, queries, begun } = slowTable({})
  const first = lookUp('first')
  await begun(1)
  const all = Promise.all([first, ...Array.from({ length: 1_000 }, (_, index) => lookUp(`person ${index}`))])
  for (let query = 0; query < 6; query += 1) {
    await begun(query + 1)
    queries[query]?.end()
  }
  await all
  expect(queries.map(({ keys }) => keys.length)).toEqual([1, 200, 200, 200, 200, 200])
})

test('questions of several values share a query, and each is given its own row', async () => {
  const queries: [string[], number[]][] = []
  const lookUp = lookUpByValues(
    async (columns: [string[], number[]]) => {
      queries.push(columns)
      const [names, ages] = columns
      return names.flatMap((name, at) =>
        name === 'nobody' ? [] : [{ n: at + 1, is: `${name} ${ages[at]}` }],
      )
    },
    { atOnce: 3 },
  )
  const asked = [lookUp('first', 0), lookUp('a b', 1), lookUp('nobody', 2), lookUp('a b', 1), lookUp('a', 3)]
  expect((await Promise.all(asked)).map((row) => row?.is)).toEqual([
    'first 0',
    'a b 1',
    undefined,
    'a b 1',
    'a 3',
  ])
  expect(Math.max(...queries.map(([names]) => names.length))).toBeLessThanOrEqual(3)
  expect(queries.length).toBeLessThan(asked.length)
})

test.each([
  { keys: 1, filled: 1 },
  { keys: 2, filled: 8 },
  { keys: 200, filled: 200 },
  { keys: 501, filled: 1_000 },
  { keys: 1_001, filled: 2_000 },
])('a list of $keys keys has $filled, so that there are a few lengths', ({ keys, filled }) => {
  const list = Array.from({ length: keys }, (_, n) => n)
  const long = filledUp(list)
  expect(long).toHaveLength(filled)
  expect([...new Set(long)]).toEqual(list)
})
