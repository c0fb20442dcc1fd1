import type { AlertKind, Measured } from '@/lib/domain/alerts'
import { percentile } from '@/lib/domain/analytics'
import { addCounters, type Counters, histogramOf, kindsOf } from '@/lib/domain/counters'
import { HUNDREDTHS } from '@/lib/domain/media/media-counts'

const MEDIA = ['audio', 'video'] as const
const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)
const percent = (part: number, all: number) => (all === 0 ? 0 : (100 * part) / all)

/** The kinds that can be told from what was counted, in a stretch of time. */
export type CountedKind = Exclude<AlertKind, 'report-queue' | 'ledger'>

export const MEASURES: Readonly<Record<CountedKind, (counted: Counters) => Measured>> = {
  'pairing-time': (counted) => highPercentile(histogramOf(counted, 'waits')),
  'connect-time': (counted) => highPercentile(histogramOf(ofMedia(counted, 'connect'), 'connect')),
  'failed-calls': (counted) => {
    const causes = kindsOf(ofMedia(counted, 'causes'), 'causes')
    return { value: percent(causes['media-failed'] ?? 0, total(causes)), count: total(causes) }
  },
  'refused-devices': (counted) => {
    const refused = total(kindsOf(counted, 'devices'))
    const asked = refused + MEDIA.reduce((sum, kind) => sum + (counted[`${kind}.joined`] ?? 0), 0)
    return { value: percent(refused, asked), count: asked }
  },
  'packet-loss': (counted) => {
    const { value, count } = highPercentile(histogramOf(ofMedia(counted, 'loss'), 'loss'))
    return { value: value / HUNDREDTHS, count }
  },
  errors: (counted) => {
    const errors = total(kindsOf(counted, 'errors'))
    return { value: errors, count: errors }
  },
}

function highPercentile(histogram: ReturnType<typeof histogramOf>): Measured {
  return { value: percentile(histogram, 0.95), count: histogram.count }
}

/** What was counted of sessions with sound or picture, without their kind. */
function ofMedia(counted: Counters, name: string): Counters {
  return addCounters(
    ...MEDIA.map((kind) =>
      Object.fromEntries(
        Object.entries(counted).flatMap(([key, count]) =>
          key.startsWith(`${kind}.${name}:`) ? [[key.slice(kind.length + 1), count]] : [],
        ),
      ),
    ),
  )
}
