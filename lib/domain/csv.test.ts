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
  ).toBe('\uFEFF"Name","Count"\r\n"a, ""b""",-2.5\r\n,3\r\n')
})

test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1', ' =1', '＝1'])(
  '%o is no formula any more',
  (text) => {
    expect(csv(['a'], [[text]])).toContain(`"'${text}"`)
  },
)

test.each([
  [";=cmd|'/c calc'!A0;", ";'=cmd|'/c calc'!A0;"],
  ['a; -1', "a;' -1"],
  ['a\t=1', "a\t'=1"],
  ['a\n@x', "a\n'@x"],
  ['a;b', 'a;b'],
  ['a-1, =b', 'a-1, =b'],
])('%o has no formula where semicolons or tabs separate', (text, shown) => {
  const line = csv(['a', 'b'], [['x', text]])
  expect(line).toContain(`"x","${shown}"`)
  // As a program reads it that takes semicolons, and every quote in the middle of a cell as it stands.
  for (const cell of line.split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^"?\s*[=+\-@]/)
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
      // Apart from what neutralises formulas.
      const bare = (text: string) => text.replaceAll("'", '')
      expect(data.slice(1, -1).map((row) => row.map(bare))).toEqual(rows)
    }),
  )
})
