import { expect, test } from 'vitest'
import { createStatementNames } from './statement-names'

test('a text has one name, and no two have the same', () => {
  const nameOf = createStatementNames()
  const first = nameOf({ sql: 'SELECT 1' })
  expect(first).not.toBe('')
  expect(nameOf({ sql: 'SELECT 2' })).not.toBe(first)
  expect(nameOf({ sql: 'SELECT 1' })).toBe(first)
})

test('texts without end do not fill the database', () => {
  const nameOf = createStatementNames()
  const named = Array.from({ length: 1_000 }, (_, count) => nameOf({ sql: `SELECT ${count}` }))
  expect(named.filter((name) => name !== '')).toHaveLength(200)
  expect(nameOf({ sql: 'SELECT 7' })).toBe(named[7])
})
