/** Nearer to the end than this (px) counts as at the end. */
const NEAR_PX = 48

/** How a scrolling log stands, px, as the element reports it. */
export interface LogMeasure {
  readonly scrollTop: number
  readonly clientHeight: number
  readonly scrollHeight: number
}

export interface LogPosition extends LogMeasure {
  /** Whether the newest entry is what the reader wants to see. */
  readonly isAtEnd: boolean
}

/**
 * What the log's position shows of the reader's wish. When the log or its content became higher or lower, being far
 * from the end proves nothing, and the browser may have moved the log itself: then a reader who was at the end still wants to
 * be there, unless they scrolled up further than the change explains.
 *
 * @param before - the position as it was known; undefined at first.
 */
export function followLog(before: LogPosition | undefined, measure: LogMeasure): LogPosition {
  const { scrollTop, clientHeight, scrollHeight } = measure
  const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PX
  const staysAtEnd = before === undefined || (before.isAtEnd && !hasScrolledUp(before, measure))
  const isResized = before?.clientHeight !== clientHeight || before.scrollHeight !== scrollHeight
  return { isAtEnd: isNear || (isResized && staysAtEnd), scrollTop, clientHeight, scrollHeight }
}

/** A browser moves a log up where its content became lower, and where it would end above the box. */
function hasScrolledUp(before: LogMeasure, { scrollTop, clientHeight, scrollHeight }: LogMeasure): boolean {
  const withContent = before.scrollTop + Math.min(0, scrollHeight - before.scrollHeight)
  return scrollTop <= Math.min(withContent, scrollHeight - clientHeight) - NEAR_PX
}
