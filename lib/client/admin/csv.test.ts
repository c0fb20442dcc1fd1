import { expect, test } from 'vitest'
import { toCsv } from './csv'

test('cells keep commas and quotes, and nothing is nothing', () => {
  expect(
    toCsv({
      columns: ['name', 'count'],
      rows: [
        ['a,"b"', 1],
        [null, 0],
      ],
    }),
  ).toBe('\uFEFF"name","count"\r\n"a,""b""",1\r\n,0\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ';=1'])('%j is no formula in a spreadsheet', (cell) => {
  const [, line = ''] = toCsv({ columns: ['name'], rows: [[cell]] }).split('\r\n')
  expect(line.replaceAll('"', '')).toBe(cell.startsWith(';') ? ";'=1" : `'${cell}`)
})
