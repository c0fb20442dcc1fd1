import type { DeviceError, DeviceKind } from '../media/device-refusals'
import type { TenantId, UserId } from '../ids'
import type { FloodLimit, LimitName, ServerLimit } from '../limits'
import type { Rating } from '../ratings'
import type { ChatType } from '../sessions'
import type { FigurePoint, LiveFigures } from '../live-figures'

/** Pages whose figures are counted in the database, as people come and as they do something. */
export type CountedPage = 'acquisition' | 'engagement'

export interface AnalyticsEvents {
  /** The parts of the figures that are not as they were; at most once a second. */
  'figures.changed': { tenantId: TenantId; figures: Partial<LiveFigures> }
  'figures.point': { tenantId: TenantId; point: FigurePoint }
  /** What a page of figures shows was counted anew; at most once a second for each tenant. */
  'figures.counted': { page: CountedPage }
}

export interface AnalyticsSignals {
  /** A bug or an outage; `kind` is where it was noticed, in fixed words. */
  'failure.noticed': { kind: string }
  /** A browser gave somebody no microphone or camera. */
  'device.refused': { user: UserId; tenantId: TenantId; kind: DeviceKind; error: DeviceError }
  /** How a participant found a session; which one is left out. */
  'session.rated': { tenantId: TenantId; chatType: ChatType; rating: Rating }
  /** A limit refused an attempt; of whom is left out. */
  'limit.exceeded': { limit: LimitName | ServerLimit | FloodLimit }
}
