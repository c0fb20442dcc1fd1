/** A row of the speed table: what was wanted, and what was found. */
export interface Goal {
  readonly what: string
  readonly wanted: string
  readonly found: string
  /** This product's figure by the bare server's, where there is one. */
  readonly ratio?: number
  /** Undefined: not measured. */
  readonly isReached: boolean | undefined
}

/** What a part of the measurements found. */
export interface Section {
  readonly title: string
  /** What the figures are and are not. */
  readonly note: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly goals: readonly Goal[]
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, place) => (place === 0 ? '---' : '---:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The whole report: the goals first, then each part's figures. */
export function markdownReport(sections: readonly Section[], conditions: string): string {
  const goals = sections.flatMap((section) => section.goals)
  return [
    '## What it costs',
    conditions,
    markdownTable(['what', 'wanted', 'found', '× bare', ''], goals.map(goalRow)),
    ...sections
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, note, head, rows }) => `### ${title}\n\n${note}\n\n${markdownTable(head, rows)}`),
    '',
  ].join('\n\n')
}

function goalRow({ what, wanted, found, ratio, isReached }: Goal): string[] {
  const verdict = isReached ? 'reached' : 'not reached'
  return [
    what,
    wanted,
    found,
    ratio === undefined ? '' : ratio.toFixed(2),
    isReached === undefined ? 'not measured' : verdict,
  ]
}

export const count = (value: number): string => Math.round(value).toLocaleString('en')
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
export const us = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} µs`
export const kb = (bytes: number): string => `${(bytes / 1_024).toFixed(1)} KB`
