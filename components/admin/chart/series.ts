/** How a line or bar stands out from its neighbours: by shade and by dashes, never by colour alone. */
export const TONES = {
  first: { stroke: 'var(--color-accent-ink)', dashes: undefined },
  second: { stroke: 'var(--color-ink)', dashes: '6 4' },
  third: { stroke: 'var(--color-line-strong)', dashes: '2 3' },
} as const

/** How the part of a line is drawn that is not over. */
export const OPEN_LINE = {
  strokeDasharray: '1 4',
  strokeWidth: 2,
  strokeLinecap: 'round',
  dot: false,
  type: 'linear',
  isAnimationActive: false,
} as const

export interface Series {
  /** Names the value in each row. */
  readonly key: string
  readonly label: string
  readonly tone: keyof typeof TONES
}

export interface Bar {
  readonly label: string
  readonly count: number
}
