type Cell = string | number | null

/** Excel takes a file for UTF-8 only when it begins with this; other programs skip it. */
const BYTE_ORDER_MARK = '\uFEFF'
/** What spreadsheets read as the beginning of a formula, wide forms too, and what some leave out before it. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/
/** The same behind what separates cells where a comma does not: there quotes in the middle of a line protect nothing. */
const FORMULA_INSIDE = /(;|(?<!^)[\t\r\n])(?=\s*[=+\-@＝＋－＠])/g

/**
 * A table as lines of CSV, one at a time, so that nobody has to hold all of it. Every text is in quotes, because half of the
 * world's spreadsheets separate by semicolons, and what any of them would read as a formula is neutralised.
 *
 * @see RFC 4180
 */
export function* csvLines(columns: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  yield BYTE_ORDER_MARK + lineOf(columns)
  for (const row of rows) yield lineOf(row)
}

const lineOf = (cells: readonly Cell[]) => `${cells.map(written).join(',')}\r\n`

function written(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : `"${neutral(cell).replaceAll('"', '""')}"`
}

function neutral(text: string): string {
  const inside = text.replaceAll(FORMULA_INSIDE, "$1'")
  return FORMULA.test(text) ? `'${inside}` : inside
}
