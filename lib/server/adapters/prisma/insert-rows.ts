import { Prisma } from './generated/client'

/** Rows of one statement. */
const ROWS_AT_ONCE = 5_000

/**
 * Statements that write many rows, whose text is the same for any number of them: Prisma's own of thousands of rows take seconds to
 * compile. Keys are columns, those of the first row; `partnerId` is `partner_id`.
 *
 * @param table - its name in the database, never from outside
 * @param returning - columns that the statements answer, if any; never from outside
 */
export function insertRows(table: string, rows: readonly object[], returning?: string): Prisma.Sql[] {
  const [first] = rows
  if (!first) return []
  const columns = Prisma.raw(Object.keys(first).map(columnOf).join(', '))
  const name = Prisma.raw(table)
  const answer = returning === undefined ? Prisma.empty : Prisma.raw(`RETURNING ${returning}`)
  const starts = Array.from(
    { length: Math.ceil(rows.length / ROWS_AT_ONCE) },
    (_, part) => part * ROWS_AT_ONCE,
  )
  return starts.map((start) => {
    const part = rows.slice(start, start + ROWS_AT_ONCE).map(inColumns)
    return Prisma.sql`
      INSERT INTO ${name} (${columns})
      SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, ${asJson(part)}::jsonb) ${answer}`
  })
}

const columnOf = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const inColumns = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [columnOf(key), value as unknown]))
const asJson = (rows: readonly object[]) =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
