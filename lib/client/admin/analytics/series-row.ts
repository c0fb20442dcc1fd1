/** A moment of a line chart and its values; null leaves a gap. */
export interface SeriesRow {
  /** Epoch ms. */
  readonly at: number
  readonly values: Readonly<Record<string, number | null>>
}
