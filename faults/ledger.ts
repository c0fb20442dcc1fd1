/** What happened to a crowd beside its messages. */
export interface Ledger {
  /** How long each lost connection took until its person was back in the talk, ms. */
  readonly returns: number[]
  /** Talks that were gone when somebody came back, and how they learned of it. */
  readonly gone: { readonly person: string; readonly room: string; readonly how: string }[]
  /** Rooms that somebody left on purpose. */
  readonly left: Set<string>
  /** Sends refused with "try again". */
  tryAgain: number
  /** Messages whose author was told that they were not sent, with the talk. */
  unsent: number
  /** Requests that were answered by nothing, though the connection held. */
  readonly silences: string[]
  /** What an honest client should never hear. */
  readonly surprises: string[]
  /** From sending to the partner's eyes, ms, of what was sent once. */
  readonly latencies: number[]
  /** When each message was first sent; taken out when it is seen. */
  readonly sentAt: Map<string, number>
}

export const newLedger = (): Ledger => ({
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

/** Talks that were lost though nobody left them. */
export const lostTalks = ({ gone, left }: Ledger) => gone.filter(({ room }) => !left.has(room))

/** The value that so many per cent are at or below; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}
