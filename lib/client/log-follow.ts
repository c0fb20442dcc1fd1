/** Nearer to the end than this (px) counts as at the end. */
const NEAR_PX = 48

/** How a scrolling log stands, px, as the element itself says it. */
export interface LogMeasure {
  readonly scrollTop: number
  readonly clientHeight: number
  readonly scrollHeight: number
}

export interface LogPlace {
  /** Whether the newest entry is what the reader wants to see. */
  readonly isAtEnd: boolean
  readonly clientHeight: number
  readonly scrollHeight: number
}

/**
 * What a look at the log says about the reader's wish. Only a scroll within unchanged sizes is the reader's own:
 * when the log or its content became higher or lower, the browser may have moved it, and an event that is told late
 * may be of before; then whoever was at the end still wants to be there.
 *
 * @param before - the place as it was known; undefined at the first look.
 */
export function followLog(before: LogPlace | undefined, measure: LogMeasure): LogPlace {
  const { scrollTop, clientHeight, scrollHeight } = measure
  const isResized = before?.clientHeight !== clientHeight || before.scrollHeight !== scrollHeight
  const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PX
  return { isAtEnd: isNear || (isResized && (before?.isAtEnd ?? true)), clientHeight, scrollHeight }
}
