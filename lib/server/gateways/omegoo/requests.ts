import type { ReportType } from '@/lib/domain/moderation'
import type { ChatType, Spelling } from '@/lib/domain/sessions'
import type { QueuePlace, Wish } from '@/lib/server/services/matching/matching'

interface Preferences {
  readonly chatType: ChatType
  readonly minTier: number
  readonly interests?: readonly string[]
}

/** What a join asks for; the spelling is the joining event's. */
export function wishOf({ chatType, minTier, interests = [] }: Preferences, spelling: Spelling): Wish {
  return { chatType, minTier, interests, spelling }
}

export function queuePlace({ position, estimateSeconds }: QueuePlace) {
  return { position, estimatedWaitTime: estimateSeconds }
}

/** `inappropriate` and `inappropriate_content` are one category. */
export function categoryOf(type: ReportType | 'inappropriate'): ReportType {
  return type === 'inappropriate' ? 'inappropriate_content' : type
}
