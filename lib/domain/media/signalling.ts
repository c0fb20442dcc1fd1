import type { Millis, UserId } from '../ids'

/** An offer that nobody answers holds the partner's own back this long. */
export const UNANSWERED_MS = 10_000
/** Kept for a participant who is away. */
export const SIGNALS_KEPT = 64
/** A description or a candidate, as JSON. */
export const MAX_SIGNAL_BYTES = 65_536

export type SignalKind = 'offer' | 'answer' | 'ice-candidate'

/** Any JSON but nothing at all. */
export type Opaque = NonNullable<unknown> | null

/** A step of setting up a media connection, as its sender wrote it: the server looks at its kind only. */
export interface MediaSignal {
  readonly from: UserId
  readonly kind: SignalKind
  /** A description or a candidate: any JSON. */
  readonly body: Opaque
}

/** What the server remembers of the signalling of two people. */
export interface Signalling {
  /** The offer that waits for its answer. */
  readonly open: { readonly by: UserId; readonly at: Millis } | null
  /** The other side's own offer and what belongs to it, until `open` is answered or too old. */
  readonly held: readonly MediaSignal[]
  /** For who is away, in order. */
  readonly kept: readonly MediaSignal[]
}

export const NO_SIGNALLING: Signalling = { open: null, held: [], kept: [] }

/** What is to be relayed now, in order, and what is remembered. */
export interface Relayed {
  readonly next: Signalling
  readonly relay: readonly MediaSignal[]
}

/**
 * One signal arrives. Both sides may offer: while one's offer is unanswered, the other's and its candidates are held, and dropped
 * with the answer. For a partner who is away all is kept, at most SIGNALS_KEPT; a new offer drops what its sender sent before.
 *
 * @see contracts, section 9 "whom signals reach", "both offer"
 */
export function receive(
  before: Signalling,
  signal: MediaSignal,
  { isPartnerAway, now }: { isPartnerAway: boolean; now: Millis },
): Relayed {
  if (isPartnerAway) return { next: keep(before, signal), relay: [] }
  const due = releaseHeld(before, now)
  const { next, relay } = pass(due.next, signal, now)
  return { next, relay: [...due.relay, ...relay] }
}

/** The held offer is relayed when the open one is too old; it is the open one then. For who is away it is kept. */
export function releaseHeld(before: Signalling, now: Millis, isReaderAway = false): Relayed {
  const { open, held } = before
  if (!open || now - open.at < UNANSWERED_MS) return { next: before, relay: [] }
  if (isReaderAway) return { next: held.reduce(keep, { ...before, open: null, held: [] }), relay: [] }
  const [first] = held
  const next = { ...before, open: first ? { by: first.from, at: now } : null, held: [] }
  return { next, relay: held }
}

/** A participant is back: what was held and kept for them is relayed, and old offers hold nothing back any more. */
export function comeBack(before: Signalling, user: UserId, now: Millis): Relayed {
  let next: Signalling = { open: null, held: [], kept: before.kept.filter(({ from }) => from === user) }
  const relay: MediaSignal[] = []
  const kept = before.kept.filter(({ from }) => from !== user)
  const isRenewed = kept.some(({ kind }) => kind === 'offer')
  const held = isRenewed ? [] : before.held.filter(({ from }) => from !== user)
  for (const signal of [...held, ...kept]) {
    const passed = pass(next, signal, now)
    next = passed.next
    relay.push(...passed.relay)
  }
  return { next, relay }
}

function keep(before: Signalling, signal: MediaSignal): Signalling {
  const isOffer = signal.kind === 'offer'
  const kept = isOffer ? before.kept.filter(({ from }) => from !== signal.from) : before.kept
  if (kept.length < SIGNALS_KEPT) return { ...before, kept: [...kept, signal] }
  if (signal.kind === 'ice-candidate') return before
  // One way of many may be missing, a description may not.
  const last = kept.findLastIndex(({ kind }) => kind === 'ice-candidate')
  return last < 0 ? before : { ...before, kept: [...kept.toSpliced(last, 1), signal] }
}

function pass(before: Signalling, signal: MediaSignal, now: Millis): Relayed {
  const { open, held } = before
  const isOthersOpen = open !== null && open.by !== signal.from
  switch (signal.kind) {
    case 'offer': {
      if (isOthersOpen) return { next: { ...before, held: [signal] }, relay: [] }
      return { next: { ...before, open: { by: signal.from, at: now } }, relay: [signal] }
    }
    case 'answer': {
      // It answers the open offer, and with that gives up its sender's own.
      return { next: isOthersOpen ? { ...before, open: null, held: [] } : before, relay: [signal] }
    }
    case 'ice-candidate': {
      const isOfHeld = held[0]?.from === signal.from
      if (!isOfHeld) return { next: before, relay: [signal] }
      const isFull = held.length >= SIGNALS_KEPT
      return { next: isFull ? before : { ...before, held: [...held, signal] }, relay: [] }
    }
  }
}
