import { percentile, toSparse, underOneSecondPercent } from '@/lib/domain/analytics'
import { type Counters, histogramOf, kindsOf } from '@/lib/domain/counters'
import type { CallFigures, Counts, PairingFigures } from '@/lib/domain/live-figures'
import { withoutKind } from '@/lib/domain/matching-figures'

const all = (counts: Counts) => Object.values(counts).reduce((sum, one) => sum + one, 0)

/** What happened in a stretch of time, as a point holds it. */
export function sumUp(counted: Counters) {
  const [causes, limitKinds, errorKinds] = [
    kindsOf(counted, 'causes'),
    kindsOf(counted, 'limits'),
    kindsOf(counted, 'errors'),
  ]
  return {
    messages: counted.messages ?? 0,
    requeues: counted.requeues ?? 0,
    ended: all(causes),
    limits: all(limitKinds),
    errors: all(errorKinds),
    waits: toSparse(histogramOf(counted, 'waits')),
    lengths: toSparse(histogramOf(counted, 'lengths')),
    causes,
    limitKinds,
    errorKinds,
    calls: callsIn(counted),
  }
}

function callsIn(counted: Counters): CallFigures {
  const all = withoutKind(counted, ['audio', 'video'])
  const ended = kindsOf(all, 'causes')
  return {
    setup: toSparse(histogramOf(all, 'connect')),
    loss: toSparse(histogramOf(all, 'loss')),
    ended: Object.values(ended).reduce((sum, one) => sum + one, 0),
    failed: ended['media-failed'] ?? 0,
  }
}

/** How long people waited in a stretch of time. */
export function pairingIn(counted: Counters): PairingFigures {
  const waits = histogramOf(counted, 'waits')
  return {
    p50: percentile(waits, 0.5),
    p95: percentile(waits, 0.95),
    p99: percentile(waits, 0.99),
    underOneSecond: underOneSecondPercent(waits),
    count: waits.count,
  }
}
