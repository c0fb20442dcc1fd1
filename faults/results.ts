/** What happened to a crowd beside its messages. */
export interface Results {
  /** How long each lost connection took until its client was back in the session, ms. */
  readonly returns: number[]
  /** Sessions that were gone when a client came back, and how it learned of it. */
  readonly gone: { readonly client: string; readonly room: string; readonly how: string }[]
  /** Rooms that a client left on purpose. */
  readonly left: Set<string>
  /** Sends refused with "try again". */
  tryAgain: number
  /** Messages that were given up with their session. */
  unsent: number
  /** Requests that were answered by nothing, though the connection held. */
  readonly silences: string[]
  /** What an honest client should never receive. */
  readonly surprises: string[]
  /** From sending to the partner's eyes, ms, of what was sent once. */
  readonly latencies: number[]
  /** When each message was first sent; taken out when it is seen. */
  readonly sentAt: Map<string, number>
}

export const newResults = (): Results => ({
  returns: [],
  gone: [],
  left: new Set(),
  tryAgain: 0,
  unsent: 0,
  silences: [],
  surprises: [],
  latencies: [],
  sentAt: new Map(),
})

/** Sessions that were lost though neither participant left them. */
export const lostSessions = ({ gone, left }: Results) => gone.filter(({ room }) => !left.has(room))

/** The value that so many per cent are at or below; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}
