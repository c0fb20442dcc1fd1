import type { Arrivals } from '../connection/stall'

/** A browser's report, of which any field may be missing: they differ in what they count. */
export interface StatsReport {
  forEach(visit: (stat: unknown) => void): void
}

/** One entry of a report. */
export type Stat = Readonly<Record<string, unknown>>

export function statsOf(report: StatsReport): readonly Stat[] {
  const stats: Stat[] = []
  report.forEach((stat) => {
    if (typeof stat === 'object' && stat !== null) stats.push(stat as Stat)
  })
  return stats
}

export function numberOf(stat: Stat | undefined, name: string): number | undefined {
  const value = stat?.[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function textOf(stat: Stat | undefined, name: string): string | undefined {
  const value = stat?.[name]
  return typeof value === 'string' ? value : undefined
}

/** The entries of a type, for one kind of media where named. */
export function entries(stats: readonly Stat[], type: string, kind?: 'audio' | 'video'): readonly Stat[] {
  return stats.filter((stat) => stat.type === type && (kind === undefined || stat.kind === kind))
}

/** The pair of candidates that carries the media: what the transport names, or what Firefox marks itself. */
export function selectedPair(stats: readonly Stat[]): Stat | undefined {
  const named = new Set(entries(stats, 'transport').map((transport) => transport.selectedCandidatePairId))
  const pairs = entries(stats, 'candidate-pair')
  return (
    pairs.find(({ id }) => named.has(id)) ??
    pairs.find(({ selected }) => selected === true) ??
    pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded')
  )
}

/** What has arrived so far. */
export function arrivalsOf(report: StatsReport): Arrivals {
  const stats = statsOf(report)
  const packets = entries(stats, 'inbound-rtp').map((stat) => numberOf(stat, 'packetsReceived') ?? 0)
  return {
    packets: packets.reduce((sum, count) => sum + count, 0),
    lastPacketAt: numberOf(selectedPair(stats), 'lastPacketReceivedTimestamp'),
  }
}
