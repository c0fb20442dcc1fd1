import type { ConnectionId } from '@/lib/domain/ids'
import { clampBitrate } from '@/lib/domain/media/media'
import type { NetworkCheck } from '@/lib/domain/network-check'
import type { ReportType } from '@/lib/domain/moderation'
import type { ChatType, Dialect } from '@/lib/domain/sessions'
import type { QueuePosition, Wish } from '@/lib/server/services/matching/matching'

interface Preferences {
  readonly chatType: ChatType
  readonly minTier: number
  readonly interests?: readonly string[]
  /** kbps */
  readonly maxBitrate?: number
  readonly network?: NetworkCheck
}

/** What a join asks for; the dialect is the joining event's. By REST there is no connection. */
export function wishOf(
  { chatType, minTier, interests = [], maxBitrate, network }: Preferences,
  dialect: Dialect,
  connection: ConnectionId | null = null,
): Wish {
  const media = { maxBitrate: clampBitrate(maxBitrate), connection }
  return { chatType, minTier, interests, network, dialect, media }
}

export function queuePosition({ position, estimateSeconds }: QueuePosition) {
  return { position, estimatedWaitTime: estimateSeconds }
}

/** `inappropriate` and `inappropriate_content` are one category. */
export function categoryOf(type: ReportType | 'inappropriate'): ReportType {
  return type === 'inappropriate' ? 'inappropriate_content' : type
}
