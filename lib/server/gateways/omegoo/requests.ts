import type { NetworkCheck } from '@/lib/domain/network-check'
import type { ReportType } from '@/lib/domain/moderation'
import type { ChatType, Dialect } from '@/lib/domain/sessions'
import type { QueuePosition, Wish } from '@/lib/server/services/matching/matching'

interface Preferences {
  readonly chatType: ChatType
  readonly minTier: number
  readonly interests?: readonly string[]
  readonly network?: NetworkCheck
}

/** What a join asks for; the dialect is the joining event's. */
export function wishOf({ chatType, minTier, interests = [], network }: Preferences, dialect: Dialect): Wish {
  return { chatType, minTier, interests, network, dialect }
}

export function queuePosition({ position, estimateSeconds }: QueuePosition) {
  return { position, estimatedWaitTime: estimateSeconds }
}

/** `inappropriate` and `inappropriate_content` are one category. */
export function categoryOf(type: ReportType | 'inappropriate'): ReportType {
  return type === 'inappropriate' ? 'inappropriate_content' : type
}
