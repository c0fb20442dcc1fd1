import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csvLines } from './csv'

const csv = (columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]) =>
  [...csvLines(columns, rows)].join('')

test('a table is lines of CSV after the mark that spreadsheets need', () => {
  expect(
    csv(
      ['Name', 'Count'],
      [
        ['a, "b"', -2.5],
        [null, 3],
      ],
    ),
  ).toBe('\uFEFFName,Count\r\n"a, ""b""",-2.5\r\n,3\r\n')
})

test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1'])('%o is no formula any more', (text) => {
  expect(csv(['a'], [[text]])).toContain(`"'${text}"`)
})

test('another program reads what was written', () => {
  const cell = fc.string({
    maxLength: 12,
    unit: fc.constantFrom('a', ' ', '"', ',', '\r', '\n', '\t', '=', 'é', '😀'),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const { data } = Papa.parse<string[]>(csv(['x', 'y'], rows).slice(1), {
        delimiter: ',',
        newline: '\r\n',
      })
      const neutral = (text: string) => (/^[=\t\r]/.test(text) ? `'${text}` : text)
      expect(data.slice(1, -1)).toEqual(rows.map((row) => row.map(neutral)))
    }),
  )
})
