import { saveText } from '@/lib/client/browser/save-file'
import type { Follows } from '@/lib/contracts/omegoo/figure-tables'
import { csvLines } from '@/lib/domain/csv'

/** Rows with names above them, as a chart's table shows and exports them. */
export interface Sheet {
  /** Each with its unit, so that the file speaks for itself. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** Columns that count people or what they did, by position. */
  readonly people?: readonly number[]
  /** What would tell a count that is not said. */
  readonly follows?: Follows
  /** Digits after the point that a column is shown with, as money has, by position. */
  readonly digits?: Readonly<Record<number, number>>
}

/** A table as CSV for spreadsheets. What they would read as a formula is neutralised. */
export const toCsv = ({ columns, rows }: Sheet): string => [...csvLines(columns, rows)].join('')

/** Hands a table to the person as a file. @param name - without its ending. */
export function saveCsv(name: string, sheet: Sheet): void {
  saveText(`${name}.csv`, toCsv(sheet), 'text/csv;charset=utf-8')
}
