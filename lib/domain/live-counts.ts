/** People right now. */
export interface LiveCounts {
  /** Connected, or waiting without a connection, as by REST. */
  readonly online: number
  readonly waiting: number
  /** In a session and connected: who has lost the connection is counted again when they are back. */
  readonly talking: number
}

/**
 * The counts that everyone is shown, from what is known of connections, the waiting room and sessions, which may each be as of
 * another moment of the last second. They never contradict each other: `online` is at least `waiting` and `talking` together.
 */
export function liveCounts(known: {
  readonly connected: number
  readonly waiting: number
  readonly inSessions: number
}): LiveCounts {
  const { connected, waiting, inSessions } = known
  const talking = Math.min(inSessions, Math.max(0, connected - waiting))
  return { online: Math.max(connected, waiting), waiting, talking }
}
