/** A sequence of entries that a client receives each once and in order: `<kind>:<id>`, such as `session:4f6…`. */
export type LogId = `${string}:${string}`

/** A position in a log of which not even the beginning has been received. */
export const BEFORE_BEGINNING = -1

/**
 * A step from one position of a log to another. A client that has received everything up to `after` can receive it, and has then
 * received everything up to `upTo`. The beginning goes from BEFORE_BEGINNING to 0, entry n from n - 1 to n, the end one
 * beyond the last entry.
 */
export interface LogStep {
  readonly log: LogId
  readonly after: number
  readonly upTo: number
  /** Nothing comes after it. */
  readonly ends: boolean
}

/** What concerns a log without being a step in it, such as typing: it does not overtake steps that wait. */
export interface LogReference {
  readonly log: LogId
}

export type LogPosition = LogStep | LogReference

export function isStep(position: LogPosition | undefined): position is LogStep {
  return position !== undefined && 'upTo' in position
}

/** @param id - of the thing whose log it is */
export const logOf = (kind: string, id: string): LogId => `${kind}:${id}`

export function kindOfLog(log: LogId): string {
  return log.slice(0, log.indexOf(':'))
}

/** The id of the thing whose log it is. */
export function subjectOfLog(log: LogId): string {
  return log.slice(log.indexOf(':') + 1)
}

export function beginningOf(log: LogId): LogStep {
  return { log, after: BEFORE_BEGINNING, upTo: 0, ends: false }
}

/** @param seq - the entry's, from 1 */
export function entryOf(log: LogId, seq: number): LogStep {
  return { log, after: seq - 1, upTo: seq, ends: false }
}

/** @param lastSeq - the last entry's; 0 without entries */
export function endOf(log: LogId, lastSeq: number): LogStep {
  return { log, after: lastSeq, upTo: lastSeq + 1, ends: true }
}
