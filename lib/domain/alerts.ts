import type { Millis, TenantId } from './ids'
import { mayRunTenants } from './tenants'

/** What is watched, in the order in which it is shown. */
export const ALERT_KINDS = [
  'pairing-time',
  'connect-time',
  'failed-calls',
  'refused-devices',
  'packet-loss',
  'report-queue',
  'errors',
  'ledger',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** What is of the whole server, and of nobody's tenant but the first, which runs it. */
const OF_SERVER: ReadonlySet<AlertKind> = new Set(['errors', 'ledger'])

/** What is watched for a tenant. */
export const alertKindsOf = (tenant: TenantId): readonly AlertKind[] =>
  mayRunTenants(tenant) ? ALERT_KINDS : ALERT_KINDS.filter((kind) => !OF_SERVER.has(kind))

/** What a kind's numbers are: milliseconds, per cent, or how many. */
export type AlertUnit = 'ms' | 'percent' | 'count'

/** What is measured is of this long, unless it is a level. */
export const ALERT_WINDOW_MS: Millis = 5 * 60_000
/** Over or under for so long before anything is told. */
export const HOLD_MS: Millis = 60_000

interface AlertRule {
  readonly unit: AlertUnit
  /** What a threshold may be. */
  readonly bounds: { readonly min: number; readonly max: number }
  /** Fewer measurements say nothing. */
  readonly atLeast: number
  readonly usual: Threshold
}

/** An alert is raised at `raise` and cleared at `clear`, which is lower: in between everything stays as it is. */
export interface Threshold {
  readonly isOn: boolean
  readonly raise: number
  readonly clear: number
}
export type Thresholds = Readonly<Record<AlertKind, Threshold>>

const on = (raise: number, clear: number): Threshold => ({ isOn: true, raise, clear })

/** Times are the 95th percentile of all kinds of session together; shares are of the sessions or people concerned. */
export const ALERT_RULES: Readonly<Record<AlertKind, AlertRule>> = {
  'pairing-time': {
    unit: 'ms',
    bounds: { min: 100, max: 3_600_000 },
    atLeast: 20,
    usual: on(30_000, 15_000),
  },
  'connect-time': { unit: 'ms', bounds: { min: 100, max: 600_000 }, atLeast: 10, usual: on(8_000, 5_000) },
  'failed-calls': { unit: 'percent', bounds: { min: 0.1, max: 100 }, atLeast: 10, usual: on(10, 5) },
  'refused-devices': { unit: 'percent', bounds: { min: 0.1, max: 100 }, atLeast: 10, usual: on(30, 20) },
  'packet-loss': { unit: 'percent', bounds: { min: 0.1, max: 100 }, atLeast: 10, usual: on(8, 4) },
  'report-queue': { unit: 'count', bounds: { min: 1, max: 100_000 }, atLeast: 0, usual: on(25, 15) },
  errors: { unit: 'count', bounds: { min: 1, max: 1_000_000 }, atLeast: 0, usual: on(20, 5) },
  // One unit that is missing is too much, and only none is well again.
  ledger: { unit: 'count', bounds: { min: 1, max: 1_000_000 }, atLeast: 0, usual: on(1, 0) },
}

export const USUAL_THRESHOLDS = Object.fromEntries(
  ALERT_KINDS.map((kind) => [kind, ALERT_RULES[kind].usual]),
) as Thresholds

/** Why a threshold cannot be set; undefined: it can. */
export function thresholdProblem(kind: AlertKind, { raise, clear }: Threshold): string | undefined {
  const { min, max } = ALERT_RULES[kind].bounds
  if (raise < min || raise > max) return `raise must be from ${min} to ${max}`
  if (clear < 0 || clear >= raise) return 'clear must be lower than raise, and not negative'
  return undefined
}

/** A value and of how many measurements it is. */
export interface Measured {
  readonly value: number
  readonly count: number
}

/** Where one kind stands. `crossedAt`: since when the value is on the other side; null: it is not. */
export interface AlertState {
  readonly isRaised: boolean
  readonly crossedAt: Millis | null
}

export const QUIET: AlertState = { isRaised: false, crossedAt: null }

export interface AlertStep {
  readonly state: AlertState
  readonly change: 'raised' | 'cleared' | null
}

/**
 * What a measurement makes of a kind. It is raised when the value has been at or over `raise` for HOLD_MS, and cleared when it has
 * been at or under `clear` for as long: a value that swings around one number tells nothing twice. Too few measurements neither
 * raise nor keep anything waiting to be raised; what is raised is cleared by them, because what it was about is over. A threshold
 * that is switched off clears at once.
 *
 * @param measured - undefined: not known, and nothing changes
 */
export function stepAlert(
  state: AlertState,
  measured: Measured | undefined,
  kind: AlertKind,
  threshold: Threshold,
  now: Millis,
): AlertStep {
  if (!threshold.isOn) return { state: QUIET, change: state.isRaised ? 'cleared' : null }
  if (!measured) return { state, change: null }
  const isEnough = measured.count >= ALERT_RULES[kind].atLeast
  const isOver = state.isRaised
    ? isEnough && measured.value > threshold.clear
    : isEnough && measured.value >= threshold.raise
  if (isOver === state.isRaised) return { state: { ...state, crossedAt: null }, change: null }
  const crossedAt = state.crossedAt ?? now
  if (now - crossedAt < HOLD_MS) return { state: { ...state, crossedAt }, change: null }
  return { state: { isRaised: isOver, crossedAt: null }, change: isOver ? 'raised' : 'cleared' }
}

/** From when a threshold was passed until all was well again. Values are in the unit of the kind. */
export interface Alert {
  readonly id: string
  readonly kind: AlertKind
  readonly value: number
  /** The worst so far. */
  readonly worst: number
  readonly threshold: number
  readonly raisedAt: Millis
  /** Null: it goes on. */
  readonly clearedAt: Millis | null
  /** Made up for demonstration. */
  readonly isDemo: boolean
}

/** Where the figures of an alert are, as a path of the administration. */
export const ALERT_FIGURES: Readonly<Record<AlertKind, string>> = {
  'pairing-time': '/admin/matching',
  'connect-time': '/admin/media#setup',
  'failed-calls': '/admin/media#causes',
  'refused-devices': '/admin/media#devices',
  'packet-loss': '/admin/media#quality',
  'report-queue': '/admin/reports?status=pending',
  errors: '/admin?minutes=60#kinds',
  ledger: '/admin/revenue',
}
