import { expect, test } from 'vitest'
import { readOptions } from './options'

test('without a word everything is measured, with few and with many connected', () => {
  const { connections, parts, profile } = readOptions([])
  expect(connections).toEqual([1_000, 10_000])
  expect(parts).toContain('storm')
  expect(profile).toBe(false)
})

test('what is asked for is taken, in ascending order', () => {
  const asked = readOptions(['--connections', '5000,1000', '--only', 'messages,first-load', '--rounds', '1'])
  expect(asked).toMatchObject({ connections: [1_000, 5_000], rounds: 1 })
  expect([...asked.parts]).toEqual(['messages', 'first-load'])
})

test.each([
  { args: ['--connections', '999'], says: '"999" is no even number from 1000' },
  { args: ['--connections', '1001'], says: '"1001" is no even number from 1000' },
  { args: ['--connections', '20000'], says: '"20000" is no even number from 1000 to 18000' },
  { args: ['--sessions', '10001'], says: '"10001" is no whole number from 1 to 10000' },
  { args: ['--rounds', '0'], says: '"0" is no whole number above 0' },
  { args: ['--rate', 'fast'], says: '"fast" is no whole number above 0' },
  { args: ['--only', 'mesages'], says: 'There is no part "mesages"' },
  { args: ['--quick'], says: "Unknown option '--quick'" },
])('$args is refused, with what was expected', ({ args, says }) => {
  expect(() => readOptions(args)).toThrow(says)
  expect(() => readOptions(args)).toThrow('npm run bench -- [options]')
})
