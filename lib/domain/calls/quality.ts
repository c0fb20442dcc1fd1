/** How the line of one side was in the last seconds, as its client measured it. @see spec/caas.md "Quality Reporting" */
export interface QualityReport {
  /** Of the whole way and back, in ms. */
  readonly latencyMs: number
  /** Per cent of packets. */
  readonly packetLoss: number
  readonly jitterMs: number
  readonly bitrateKbps: number
  /** Pictures a second; null: there is no picture. */
  readonly frameRate: number | null
  /** Such as `1280x720`, as last reported. */
  readonly resolution: string | null
}

/** The sums of reports, so that a mean needs no list, and totals of several connections can be merged. */
export interface QualityTotals {
  readonly reports: number
  readonly latencyMs: number
  readonly packetLoss: number
  readonly jitterMs: number
  readonly bitrateKbps: number
  readonly frameRate: number
  /** Reports with a picture. */
  readonly pictures: number
  readonly resolution: string | null
}

export interface QualityMeans extends Omit<QualityTotals, 'pictures' | 'frameRate'> {
  readonly frameRate: number | null
}

export const NO_QUALITY: QualityTotals = {
  reports: 0,
  latencyMs: 0,
  packetLoss: 0,
  jitterMs: 0,
  bitrateKbps: 0,
  frameRate: 0,
  pictures: 0,
  resolution: null,
}

export function withReport(totals: QualityTotals, report: QualityReport): QualityTotals {
  const hasPicture = report.frameRate !== null
  return {
    reports: totals.reports + 1,
    latencyMs: totals.latencyMs + report.latencyMs,
    packetLoss: totals.packetLoss + report.packetLoss,
    jitterMs: totals.jitterMs + report.jitterMs,
    bitrateKbps: totals.bitrateKbps + report.bitrateKbps,
    frameRate: totals.frameRate + (report.frameRate ?? 0),
    pictures: totals.pictures + (hasPicture ? 1 : 0),
    resolution: report.resolution ?? totals.resolution,
  }
}

export function mergeQuality(all: readonly QualityTotals[]): QualityTotals {
  return all.reduce(
    (sum, one) => ({
      reports: sum.reports + one.reports,
      latencyMs: sum.latencyMs + one.latencyMs,
      packetLoss: sum.packetLoss + one.packetLoss,
      jitterMs: sum.jitterMs + one.jitterMs,
      bitrateKbps: sum.bitrateKbps + one.bitrateKbps,
      frameRate: sum.frameRate + one.frameRate,
      pictures: sum.pictures + one.pictures,
      resolution: one.resolution ?? sum.resolution,
    }),
    NO_QUALITY,
  )
}

/** With two decimals; null without a report. */
export function meansOf(totals: QualityTotals): QualityMeans | null {
  const { reports, pictures, frameRate, resolution } = totals
  if (reports === 0) return null
  const mean = (sum: number, count = reports) => Math.round((sum / count) * 100) / 100
  return {
    reports,
    latencyMs: mean(totals.latencyMs),
    packetLoss: mean(totals.packetLoss),
    jitterMs: mean(totals.jitterMs),
    bitrateKbps: mean(totals.bitrateKbps),
    frameRate: pictures === 0 ? null : mean(frameRate, pictures),
    resolution,
  }
}
