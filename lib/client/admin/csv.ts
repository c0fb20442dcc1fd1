import Papa from 'papaparse'

/** Rows with names above them, as a chart's table shows and exports them. */
export interface Sheet {
  /** Each with its unit, so that the file speaks for itself. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A table as CSV. What a spreadsheet would take for a formula is neutralised. */
export function toCsv({ columns, rows }: Sheet): string {
  return Papa.unparse({ fields: [...columns], data: rows.map((row) => [...row]) }, { escapeFormulae: true })
}

/** Hands a table to the person as a file. @param name - without its ending. */
export function saveCsv(name: string, sheet: Sheet): void {
  const url = URL.createObjectURL(new Blob([toCsv(sheet)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
