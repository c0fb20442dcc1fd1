import { createBlackBox, type LineSummary } from './black-box'
import { type Cause, causeOf, createSteady, type OwnSide } from './cause'
import type { LineSample } from './line-sample'
import { type Grade, type Quality, qualityOf } from './quality'
import { createSampler } from './stats-sample'
import type { StatsReport } from './stats-report'
import type { Millis } from '@/lib/domain/ids'

/** How often a line is sampled. */
export const WINDOW_MS: Millis = 2_000

/** What one window says of a line. */
export interface LineReading {
  readonly sample: LineSample
  readonly quality: Quality | undefined
  /** Steadied: what a screen shows. */
  readonly grade: Grade | undefined
  readonly cause: Cause | undefined
}

/** A microphone that gives digital silence for so long is off, or muted by a switch of its own. */
const SILENT_AFTER_MS: Millis = 5_000

/** Scores a line window by window, names the cause, and sums up. */
export function createLineWatch() {
  let sampler = createSampler()
  const steadyGrade = createSteady<{ readonly kind: Grade }>()
  const steadyCause = createSteady<Cause>()
  const box = createBlackBox()
  let silentMs: Millis = 0
  let grade: Grade | undefined

  const isMicrophoneSilent = ({ audioOut, windowMs }: LineSample, isMuted: boolean) => {
    const isSilent = !isMuted && audioOut?.hasSound === false && (audioOut.level ?? 0) < 0.001
    silentMs = isSilent ? silentMs + windowMs : 0
    return silentMs >= SILENT_AFTER_MS
  }

  return {
    /** @returns undefined for the first report of a connection, which begins a window */
    read(
      report: StatsReport,
      at: Millis,
      own: Omit<OwnSide, 'isMicrophoneSilent'> & { readonly isMuted: boolean },
    ): LineReading | undefined {
      const sample = sampler(report, at)
      if (!sample) return undefined
      const quality = qualityOf(sample)
      const cause = steadyCause(
        causeOf(sample, { ...own, isMicrophoneSilent: isMicrophoneSilent(sample, own.isMuted) }),
      )
      // DTX silence scores nothing; the line is what it was.
      if (quality) grade = steadyGrade({ kind: quality.grade })?.kind
      box.window(sample.windowMs, quality?.grade, cause)
      return { sample, quality, grade, cause }
    },
    /** The connection is another one: its counters begin again. */
    renewed: () => {
      sampler = createSampler()
    },
    reconnected: box.reconnected,
    summary: (): LineSummary => box.summary(),
  }
}
