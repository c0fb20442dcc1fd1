type Cell = string | number | null

/** Excel takes a file for UTF-8 only when it begins with this; other programs skip it. */
const BYTE_ORDER_MARK = '\uFEFF'
/** What spreadsheets read as the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A table as lines of CSV, one at a time, so that nobody has to hold all of it. What spreadsheets would read as a formula is neutralised. @see RFC 4180 */
export function* csvLines(columns: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  yield BYTE_ORDER_MARK + lineOf(columns)
  for (const row of rows) yield lineOf(row)
}

const lineOf = (cells: readonly Cell[]) => `${cells.map(written).join(',')}\r\n`

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== cell || /^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text
}
