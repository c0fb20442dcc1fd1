import { expect, test } from 'vitest'
import { tables } from './tables'

test('joined tables hold the rows of all of them', () => {
  expect(tables({ a: 1 }, { b: 2 }, {})).toEqual({ a: 1, b: 2 })
})

test('a key in two tables throws where the types were evaded', () => {
  const parts: [Record<string, number>, object] = [{ a: 1 }, { a: 2 }]
  const join = tables as (...parts: readonly object[]) => object
  expect(() => join(...parts)).toThrow('a is in two tables')
})
