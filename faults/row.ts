import type { Chance } from './chance'
import type { Findings } from './history'

/** What was expected of one fault, and what came. */
export interface Outcome {
  readonly what: string
  readonly expected: string
  readonly found: string
  readonly isMet: boolean
  /** How fast something was: shown in the short form too, but judged in the full one only, because a test asserts no time. */
  readonly isPace?: boolean
  /** What helps to understand a miss. */
  readonly details?: readonly string[]
}

/** How much is done: everything, or what fits into three minutes. */
export interface Extent {
  readonly isShort: boolean
  readonly chance: Chance
  /** The count of the full form, or of the short one. */
  times(full: number, short: number): number
  /** How many server processes are killed. */
  readonly kills: number
  /** A line about how it goes on. */
  log(line: string): void
}

/** One fault, or a family of them. */
export interface Row {
  readonly name: string
  /** What it does, for readers of the table. */
  readonly title: string
  readonly needs: readonly Need[]
  /** Whether it mostly waits, and may do so beside others of its kind. */
  readonly isQuiet?: boolean
  run(extent: Extent): Promise<readonly Outcome[]>
}

export type Need = 'engines' | 'mounts'

/** An expectation of a number. */
export function outcome(what: string, expected: string, found: string | number, isMet: boolean): Outcome {
  return { what, expected, found: String(found), isMet }
}

/** An expectation of how fast something is. */
export function pace(what: string, expected: string, found: string, isMet: boolean): Outcome {
  return { what, expected, found, isMet, isPace: true }
}

/** As the short form judges it. */
export function withoutPace(one: Outcome): Outcome {
  if (!one.isPace || one.isMet) return one
  return { ...one, isMet: true, found: `${one.found} (a pace: judged in the full form)` }
}

/** Nothing of its kind may have happened. */
export function none(what: string, found: readonly string[]): Outcome {
  return {
    what,
    expected: '0',
    found: String(found.length),
    isMet: found.length === 0,
    details: found.slice(0, 5),
  }
}

/** "Acknowledged means kept". */
export function keptOutcome({ messages, lost, doubled, disordered, strayed }: Findings): Outcome {
  const counts = [lost, doubled, disordered, strayed].map(({ length }) => length)
  return {
    what: `${messages} acknowledged messages: lost / doubled / disordered / strayed`,
    expected: '0 / 0 / 0 / 0',
    found: counts.join(' / '),
    isMet: messages > 0 && counts.every((count) => count === 0),
    details: [lost, doubled, disordered, strayed].flatMap((all) => all.slice(0, 3)),
  }
}
