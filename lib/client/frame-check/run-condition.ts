/** Why pictures are not checked by choice: the viewer's, their data saving's, or because the model's 2.4 MB would be too much for the line. */
export type OffReason = 'preference' | 'data-saving' | 'slow-line'

/** `navigator.connection`, as far as it is used; few browsers have it. @see WICG "Network Information API" */
export interface LineHint {
  readonly saveData?: boolean
  readonly effectiveType?: string
}

const SLOW: readonly string[] = ['slow-2g', '2g']

/** @returns undefined where the check is to run; what a browser does not know counts as a good line. */
export function whyOff(isWished: boolean, line: LineHint | undefined): OffReason | undefined {
  if (!isWished) return 'preference'
  if (line?.saveData === true) return 'data-saving'
  return SLOW.includes(line?.effectiveType ?? '') ? 'slow-line' : undefined
}
