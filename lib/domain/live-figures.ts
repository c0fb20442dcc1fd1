import type { DetailedAnalytics, SparseHistogram } from './analytics'
import type { RelayState } from './media/ice'
import type { LiveCounts } from './live-counts'
import type { Counters } from './counters'
import type { Millis, TenantId } from './ids'
import type { ChatType } from './sessions'

/** One point of the dashboards' lines is so long, and so many are kept: the last hour. */
export const POINT_SECONDS = 10
export const POINTS_KEPT = 360

/** Pairing times of the last minute, ms; `underOneSecond` is per cent. */
export interface PairingFigures {
  readonly p50: Millis
  readonly p95: Millis
  readonly p99: Millis
  readonly underOneSecond: number
  /** How many were measured. */
  readonly count: number
}

/** People waiting for a kind of session and talking in one, right now. */
export interface KindCount {
  readonly waiting: number
  readonly talking: number
}

/** How sessions with sound or picture that ended, or connected, in a stretch of time were. */
export interface CallFigures {
  /** From the match to the first media, and the mean loss of each side in hundredths of a per cent. */
  readonly setup: SparseHistogram
  readonly loss: SparseHistogram
  readonly ended: number
  /** Of those, because sound or picture was lost for too long. */
  readonly failed: number
}

/** What the dashboards draw. What is not of the last minute counts since the first of the processes started. */
export interface LiveFigures {
  /** People connected, waiting and talking, right now. */
  readonly live: LiveCounts
  readonly kinds: Readonly<Record<ChatType, KindCount>>
  readonly pairing: PairingFigures
  readonly messages: { readonly perMinute: number } & DetailedAnalytics['messages']
  readonly sessions: {
    readonly active: number
    readonly total: number
    /** ms */
    readonly averageDuration: number
    readonly causes: Readonly<Record<string, number>>
    readonly requeues: number
    readonly requeuesPerHour: number
  }
  readonly trouble: {
    /** Refusals for being too fast, by limit. */
    readonly limits: Readonly<Record<string, number>>
    /** Bugs and outages, by where they were noticed. */
    readonly errors: Readonly<Record<string, number>>
    /** Microphones and cameras that people did not get, by `<kind> <error>`, such as `microphone NotAllowedError`. */
    readonly devices: Counts
    /** People waiting right now who did nothing but leave, and are made to wait for it. */
    readonly heldBack: number
    /** Whether the relays for voice and video answer; null: there are none. */
    readonly relay: RelayState | null
  }
}

const NOBODY: KindCount = { waiting: 0, talking: 0 }
/** Of a tenant of whom nobody was here lately. */
export const NO_FIGURES: LiveFigures = {
  live: { online: 0, waiting: 0, talking: 0 },
  kinds: { text: NOBODY, audio: NOBODY, video: NOBODY },
  pairing: { p50: 0, p95: 0, p99: 0, underOneSecond: 0, count: 0 },
  messages: { perMinute: 0, total: 0, averagePerSession: 0 },
  sessions: { active: 0, total: 0, averageDuration: 0, causes: {}, requeues: 0, requeuesPerHour: 0 },
  trouble: { limits: {}, errors: {}, devices: {}, heldBack: 0, relay: null },
}

/** Ten seconds of the last hour: levels at its end, pairing of the minute before, and what happened within. */
export interface FigurePoint extends PairingFigures {
  readonly at: Millis
  readonly online: number
  readonly waiting: number
  readonly talking: number
  readonly messages: number
  readonly ended: number
  /** People who joined a queue again within a minute of a session's end. */
  readonly requeues: number
  readonly limits: number
  readonly errors: number
  /** Times to a pair, and lengths of the sessions that ended, within the 10 s. */
  readonly waits: SparseHistogram
  readonly lengths: SparseHistogram
  /** What `ended`, `limits` and `errors` are made of. */
  readonly causes: Counts
  readonly limitKinds: Counts
  readonly errorKinds: Counts
  /** Absent in a point of an earlier version, as what follows. */
  readonly kinds?: LiveFigures['kinds'] | undefined
  readonly calls?: CallFigures | undefined
}

/** What is told of each point, in the process that publishes it. */
export interface PointNews {
  readonly tenantId: TenantId
  readonly at: Millis
  readonly point: FigurePoint
  /** Of all processes, since counting began. */
  readonly counters: Counters
  /** Of all processes, since the point before. */
  readonly counted: Counters
}

/** How often, by kind. */
export type Counts = Readonly<Record<string, number>>

/** Both together. */
export function addCounts(a: Counts, b: Counts): Counts {
  const sum: Record<string, number> = { ...a }
  for (const [kind, count] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}
