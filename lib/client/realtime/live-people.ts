/** People, each counted once: people who talk or wait are here as well. */
export interface LivePeople {
  readonly online: number
  readonly waiting: number
  readonly talking: number
}

export interface LiveLine {
  readonly online: number
  /** What the people here do, most informative first; zero is not mentioned. */
  readonly doing: readonly { readonly what: 'talking' | 'waiting'; readonly count: number }[]
}

/** What one line shows of the people here. It cannot contradict itself, whatever the figures are. */
export function liveLine({ online, waiting, talking }: LivePeople): LiveLine {
  const all = [
    { what: 'talking', count: talking },
    { what: 'waiting', count: waiting },
  ] as const
  return { online: Math.max(online, waiting + talking), doing: all.filter(({ count }) => count > 0) }
}
