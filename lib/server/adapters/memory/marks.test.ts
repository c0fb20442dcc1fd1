import { expect, test } from 'vitest'
import { marksSuite } from '@/lib/server/ports/connections/marks.suite'
import { createMemoryMarks } from './marks'

marksSuite(async (lifeMs) => createMemoryMarks(lifeMs))

test('a mark expires, and one that is set again stays', async () => {
  const marks = createMemoryMarks(1_000)
  await marks.set('ann', 0)
  await marks.set('bob', 0)
  await marks.set('ann', 900)
  expect([await marks.has('ann', 1_000), await marks.has('bob', 1_000)]).toEqual([true, false])
  await marks.set('cem', 1_000)
  expect(marks.size()).toBe(2)
})

test('the oldest marks are dropped beyond the limit', async () => {
  const marks = createMemoryMarks(1_000, 10)
  for (let index = 0; index < 50; index += 1) await marks.set(`visitor ${index}`, index)
  expect(marks.size()).toBe(10)
  expect([await marks.has('visitor 39', 50), await marks.has('visitor 40', 50)]).toEqual([false, true])
})
