import type { Alert } from '@/lib/domain/alerts'
import type { PlaceCount, Signup, SignupDimension } from '@/lib/domain/acquisition'
import type { FigureDimension, Narrowed } from '@/lib/domain/figure-filter'
import type { Day, DayWindow } from '@/lib/domain/days'
import type { ModerationCount } from '@/lib/domain/moderation-figures'
import type { AppealCase, BanRecord } from '@/lib/domain/casework'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { EvidenceMessage, ReportSummary } from '@/lib/domain/moderation'
import type { LedgerTransaction } from '@/lib/domain/payments/ledger'
import type { Order } from '@/lib/domain/payments/orders'
import type { RevenueCounts } from '@/lib/domain/payments/revenue'
import type { SpendingRow } from '../payments/revenue'
import type { CountedSpan } from './figure-history'
import type { InterestCount } from './interest-counts'
import type { NarrowedSpan } from './narrowed-figures'
import type { CountedActivity } from '@/lib/domain/activity'
import type { SessionRecord } from '../sessions/history'
import type { Landing } from './engagement'
import type { MadeUpWorkspace } from './demo-workspace'

/** A tenant keeps this many kinds of sign-up apart on one day; any more from links are counted as `OTHER`. */
export const KINDS_A_DAY = 2_000

/** Days, and what narrows them; a dimension that sign-ups do not have narrows nothing. */
interface NarrowedDays extends DayWindow {
  readonly only: Narrowed
}

export interface SignupQuery extends NarrowedDays {
  readonly by: SignupDimension
  /** The keys with the most sign-ups from `rankedFrom` to `to` are kept apart, at most this many; the rest is `OTHER`. */
  readonly keys: number
  readonly rankedFrom: Day
}

/** What a key counted on one day, always more than nothing. */
export interface SignupCount {
  readonly day: Day
  /** `UNKNOWN`: not given. */
  readonly key: string
  readonly count: number
}

export interface SourcesQuery extends NarrowedDays {
  /** First day of the window before, which ends where this one begins. */
  readonly previousFrom: Day
  /** At most this many rows. */
  readonly rows: number
}

/** Where people were sent from; empty texts: not known. */
export interface SourceTotal {
  readonly source: string
  readonly medium: string
  readonly campaign: string
  readonly count: number
  readonly previous: number
}

export interface SourceTotals {
  readonly total: number
  /** Without a source; in no row. */
  readonly unknown: number
  /** Combinations, also those beyond the rows. */
  readonly unique: number
  /** Most sign-ups first. */
  readonly rows: readonly SourceTotal[]
}

/** What there is to narrow by, most frequent first. */
export type FilterValues = Readonly<Record<Exclude<FigureDimension, 'chatType'>, readonly string[]>>

/**
 * How many signed up, by day and kind and never by person: what `Accounts.create` counted stays when accounts go. The
 * cost of a query follows the days, not the accounts.
 */
export interface Acquisition {
  /** In no particular order. */
  counts(tenant: TenantId, query: SignupQuery): Promise<readonly SignupCount[]>
  /** Each place once, in no particular order. */
  places(tenant: TenantId, query: NarrowedDays): Promise<readonly PlaceCount[]>
  sources(tenant: TenantId, query: SourcesQuery): Promise<SourceTotals>
  /** At most this many of each. */
  values(tenant: TenantId, days: DayWindow, most: number): Promise<FilterValues>
}

/** Made-up history, for dashboards to show something; what is real stays apart from it. */
export interface DemoHistory {
  isThere(tenant: TenantId): Promise<boolean>
  /** Writes all of it, or nothing where it is there already. @returns whether it was written now */
  fill(tenant: TenantId, history: MadeUpHistory, now: Millis): Promise<boolean>
  /** Removes all of it. @returns whether there was any */
  remove(tenant: TenantId): Promise<boolean>
}

export interface MadeUpHistory {
  /** Each kind of a day once. */
  readonly signups: readonly { readonly signup: Signup; readonly count: number }[]
  /** Ids and people begin with `DEMO_PREFIX`. */
  readonly sessions: readonly SessionRecord[]
  /** What those people did, counted. */
  readonly activity: CountedActivity
  readonly landings: readonly (Landing & { readonly count: number })[]
  readonly figures: MadeUpFigures
  /** What moderation counted; each name and key of a day once. */
  readonly moderation: readonly ModerationCount[]
  readonly cases: MadeUpCases
  readonly money: MadeUpMoney
  readonly workspace: MadeUpWorkspace
}

/** Cases between people who do not exist; what moderators who do exist make of them is real. Ids and people begin with `DEMO_PREFIX`. */
export interface MadeUpCases {
  readonly reports: readonly MadeUpReport[]
  readonly bans: readonly BanRecord[]
  readonly appeals: readonly MadeUpAppeal[]
  /** How often reporters were right. */
  readonly reporters: readonly {
    readonly user: UserId
    readonly upheld: number
    readonly dismissed: number
    readonly changedAt: Millis
  }[]
}

export interface MadeUpReport extends ReportSummary {
  readonly reporter: UserId
  readonly reported: UserId
  readonly chatType: string
  readonly session: { readonly startedAt: Millis; readonly endedAt: Millis }
  readonly decidedAt: Millis | null
  readonly messages: readonly EvidenceMessage[]
}

export interface MadeUpAppeal extends Pick<
  AppealCase,
  'id' | 'text' | 'status' | 'answer' | 'decidedBy' | 'createdAt' | 'decidedAt'
> {
  readonly banId: string
  readonly user: UserId
}

/** Books that add up: all that was bought, given back and spent by people who do not exist. Ids and people begin with `DEMO_PREFIX`. */
export interface MadeUpMoney {
  readonly orders: readonly Order[]
  /** In the order in which they are booked. */
  readonly transactions: readonly LedgerTransaction[]
  /** Each day and kind once. */
  readonly revenue: readonly (RevenueKind & RevenueCounts)[]
  readonly spending: readonly SpendingRow[]
}

/** What revenue of a day is told apart by. */
export interface RevenueKind extends Readonly<
  Record<'source' | 'medium' | 'campaign' | 'platform' | 'gender', string>
> {
  readonly day: Day
  readonly currency: string
  readonly coinPackage: string
  readonly provider: string
  readonly country: string
}

/** What would have been counted, and which alerts would have been raised. */
export interface MadeUpFigures {
  readonly hours: readonly CountedSpan[]
  readonly days: readonly CountedSpan[]
  /** Of the same, each part once. */
  readonly narrowed?: readonly NarrowedSpan[]
  readonly interests: readonly { readonly day: Day; readonly counts: readonly InterestCount[] }[]
  /** Their ids begin with `DEMO_PREFIX`. */
  readonly alerts: readonly Alert[]
}

/** No real id begins so. */
export const DEMO_PREFIX = 'demo-'
