import {
  ALERT_KINDS,
  type AlertKind,
  type Threshold,
  thresholdProblem,
  type Thresholds,
  USUAL_THRESHOLDS,
} from './alerts'

/** The name under which a kind's threshold is kept. */
export const settingOf = (kind: AlertKind) => `alert-threshold.${kind}` as const
export const THRESHOLD_SETTINGS = ALERT_KINDS.map(settingOf)

/** What was set, where it can still be so; the usual for everything else. @param stored - as it was written, by name */
export function thresholdsFrom(stored: ReadonlyMap<string, unknown>): Thresholds {
  return Object.fromEntries(
    ALERT_KINDS.map((kind) => {
      const set = stored.get(settingOf(kind))
      return [kind, isThreshold(set) && !thresholdProblem(kind, set) ? set : USUAL_THRESHOLDS[kind]]
    }),
  ) as Thresholds
}

function isThreshold(value: unknown): value is Threshold {
  const { isOn, raise, clear } = (value ?? {}) as Record<string, unknown>
  return typeof isOn === 'boolean' && Number.isFinite(raise) && Number.isFinite(clear)
}
