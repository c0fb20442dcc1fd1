import type { Signup, SignupDimension } from '@/lib/domain/acquisition'
import type { Day, DayWindow } from '@/lib/domain/days'
import type { Millis, TenantId } from '@/lib/domain/ids'
import type { SessionRecord } from '../sessions/history'

/** A tenant keeps this many kinds of sign-up apart on one day; any more from links are counted as `OTHER`. */
export const KINDS_A_DAY = 2_000

export interface SignupQuery extends DayWindow {
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

/**
 * How many signed up, by day and kind and never by person: what `Accounts.create` counted stays when accounts go. The
 * cost of a query follows the days, not the accounts.
 */
export interface Acquisition {
  /** In no particular order. */
  counts(tenant: TenantId, query: SignupQuery): Promise<readonly SignupCount[]>
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
}

/** No real id begins so. */
export const DEMO_PREFIX = 'demo-'
