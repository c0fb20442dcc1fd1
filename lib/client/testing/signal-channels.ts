import type { Signal, SignalChannel } from '@/lib/client/rtc/connection/signals'

/** One end of a wire, and what went into it. */
export interface TestChannel extends SignalChannel {
  readonly sent: Signal[]
  /** From now on nothing that is sent here arrives. */
  readonly lose: (isLost: boolean) => void
}

/**
 * Two ends of one wire, which settles glare as the server does: while one side's offer is unanswered the other's offer,
 * with its candidates, is held, and dropped with that answer (contracts.md section 9).
 */
export function createSignalChannels(): readonly [TestChannel, TestChannel] {
  const listeners = [new Set<(signal: Signal) => void>(), new Set<(signal: Signal) => void>()] as const
  let offerer: 0 | 1 | undefined
  const holding = [false, false]

  const passes = (from: 0 | 1, signal: Signal): boolean => {
    if (signal.kind === 'candidate') return !holding[from]
    if (signal.description.type === 'answer') {
      offerer = undefined
      holding[from] = false
      return true
    }
    const isHeld = offerer !== undefined && offerer !== from
    holding[from] = isHeld
    if (!isHeld) offerer = from
    return !isHeld
  }
  const end = (from: 0 | 1): TestChannel => {
    const sent: Signal[] = []
    let isLost = false
    return {
      sent,
      lose: (next) => {
        isLost = next
      },
      send(signal) {
        sent.push(signal)
        if (isLost || !passes(from, signal)) return
        for (const listener of listeners[from === 0 ? 1 : 0]) listener(structuredClone(signal))
      },
      onSignal(listener) {
        listeners[from].add(listener)
        return () => listeners[from].delete(listener)
      },
    }
  }
  return [end(0), end(1)]
}

/** What went into a channel, in short: `offer`, `answer`, `candidate`. */
export function kindsSent({ sent }: TestChannel): readonly string[] {
  return sent.map((signal) => (signal.kind === 'candidate' ? 'candidate' : signal.description.type))
}
